import { randomUUID } from 'node:crypto';
import { VIEW_MIME_TYPE } from '../decorators/view.decorator.js';

/** Name of the extension in client capabilities (MCP Apps 2026-01-26, "Client and Server Capabilities"). */
const EXTENSION = 'io.modelcontextprotocol/ui';

/** The header in which legacy clients repeat the session id from the response to `initialize`. */
export const SESSION_HEADER = 'mcp-session-id';

const SESSION = /^views-[0-9a-f-]{36}$/;

/**
 * The session id for a legacy client over HTTP that shows views. Its later requests do not repeat its capabilities and this
 * server keeps no state, so the session id says that it shows views. It grants no rights.
 */
export const newViewSession = (): string => `views-${randomUUID()}`;

/** Whether an unchecked session header says that the client shows views. */
export const isViewSession = (header: unknown): boolean => typeof header === 'string' && SESSION.test(header);

/** Whether unchecked client capabilities announce that the client shows HTML views of MCP Apps. */
export function announcesViews(capabilities: unknown): boolean {
  const { extensions } = (capabilities ?? {}) as { extensions?: Readonly<Record<string, unknown>> | null };
  const announced = extensions?.[EXTENSION];
  if (typeof announced !== 'object' || announced === null) return false;
  const { mimeTypes } = announced as { mimeTypes?: unknown };
  return !Array.isArray(mimeTypes) || mimeTypes.includes(VIEW_MIME_TYPE);
}
