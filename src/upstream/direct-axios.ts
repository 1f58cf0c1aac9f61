import { Axios, type AxiosAdapter, type AxiosRequestConfig, type InternalAxiosRequestConfig } from 'axios';

/**
 * An axios that hands complete requests straight to its adapter. What it does before, merging defaults and wrapping headers
 * that are as the adapter wants them, costs half as much as the whole exchange. With interceptors it works as ever.
 * Its own defaults are left out: nobody asked for their headers and transformations, and their parser rounds amounts.
 */
export function directAxios(adapter: AxiosAdapter): Axios {
  const axios = new Axios({ adapter, headers: {} });
  const { request, response } = axios.interceptors;
  const indirectly = axios.request.bind(axios);
  const directly = (config: AxiosRequestConfig): Promise<unknown> =>
    request.handlers?.length || response.handlers?.length
      ? indirectly(config)
      : adapter(config as InternalAxiosRequestConfig);
  axios.request = directly as Axios['request'];
  return axios;
}
