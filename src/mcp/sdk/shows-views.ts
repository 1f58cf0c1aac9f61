import type { Server, ServerContext } from '@modelcontextprotocol/server';
import { announcesViews, isViewSession, SESSION_HEADER } from '../protocol/views-extension.js';
import { capabilitiesOf, isModern } from './client-capabilities.js';

/** Whether the client behind a request shows views: it said so with the request, before, or in the session it was given. */
export function showsViews(context: ServerContext, server: Server): boolean {
  if (!isModern(context) && context.http) return isViewSession(context.http.req?.headers.get(SESSION_HEADER));
  return announcesViews(capabilitiesOf(context, server.getClientCapabilities()));
}
