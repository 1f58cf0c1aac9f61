// How all servers except the service call the backend: an undici pool of keep-alive connections.
import { Pool } from 'undici';
import { BACKEND } from './settings.mjs';

const { origin, pathname } = new URL(BACKEND);
const pool = new Pool(origin, { connections: 64 });

/** Calls the backend and resolves with the text of the response. */
export async function ask(path, method = 'GET', json) {
  const headers = { accept: 'application/json', authorization: 'Bearer test_bench' };
  const body = json && JSON.stringify(json);
  if (body) headers['content-type'] = 'application/json';
  const answer = await pool.request({ path: `${pathname}${path}`, method, headers, body });
  const text = await answer.body.text();
  if (answer.statusCode >= 300) throw new Error(`The backend answered ${answer.statusCode}`);
  return text;
}
