import { randomUUID } from 'node:crypto';
import { VIEW_MIME_TYPE } from '../decorators/view.decorator.js';

/** Name of the extension among the capabilities of a client (MCP Apps 2026-01-26, "Client and Server Capabilities"). */
const EXTENSION = 'io.modelcontextprotocol/ui';

/** The header in which clients of the revisions before 2026-07-28 repeat what their `initialize` was answered with. */
export const SESSION_HEADER = 'mcp-session-id';

const SESSION = /^views-[0-9a-f-]{36}$/;

/**
 * What answers the `initialize` of a client that shows views over HTTP. Requests of those revisions do not say what their client
 * can do, and nothing is kept here between two of them, so the client carries it along. It grants nothing.
 */
export const newViewSession = (): string => `views-${randomUUID()}`;

/** Whether a session header, as it came in, says that its client shows views. */
export const isViewSession = (header: unknown): boolean => typeof header === 'string' && SESSION.test(header);

/** Whether these capabilities of a client, as they came in, announce that it shows views of our kind. */
export function announcesViews(capabilities: unknown): boolean {
  const { extensions } = (capabilities ?? {}) as { extensions?: Readonly<Record<string, unknown>> | null };
  const announced = extensions?.[EXTENSION];
  if (typeof announced !== 'object' || announced === null) return false;
  const { mimeTypes } = announced as { mimeTypes?: unknown };
  return !Array.isArray(mimeTypes) || mimeTypes.includes(VIEW_MIME_TYPE);
}
