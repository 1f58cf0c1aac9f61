import type { Server, ServerContext } from '@modelcontextprotocol/server';
import { announcesViews, isViewSession, SESSION_HEADER } from '../protocol/views-extension.js';
import { capabilitiesOf, isModern } from './client-capabilities.js';

/** Whether the client of a request shows views, according to the capabilities or, for legacy HTTP, the session id. */
export function showsViews(context: ServerContext, server: Server): boolean {
  if (!isModern(context) && context.http) return isViewSession(context.http.req?.headers.get(SESSION_HEADER));
  return announcesViews(capabilitiesOf(context, server.getClientCapabilities()));
}
