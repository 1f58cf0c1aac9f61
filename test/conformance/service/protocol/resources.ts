import { ResourceNotFoundError, type ReadResourceResult, type Server } from '@modelcontextprotocol/server';
import { IMAGE } from '../samples.js';

const STATIC_TEXT = { uri: 'test://static-text', mimeType: 'text/plain' };
const STATIC_BINARY = { uri: 'test://static-binary', mimeType: 'image/png' };
const WATCHED = { uri: 'test://watched-resource', mimeType: 'text/plain' };
const TEMPLATE = /^test:\/\/template\/([^/]+)\/data$/;

/** The suite's resources. Subscriptions are left out: they need a session. */
export function addResources(server: Server): void {
  server.registerCapabilities({ resources: { listChanged: false } });
  server.setRequestHandler('resources/list', () => ({
    resources: [STATIC_TEXT, STATIC_BINARY, WATCHED].map((resource) => ({
      ...resource,
      name: resource.uri.slice('test://'.length),
      description: 'A fixture of the conformance suite',
    })),
  }));
  server.setRequestHandler('resources/templates/list', () => ({
    resourceTemplates: [
      {
        name: 'template',
        uriTemplate: 'test://template/{id}/data',
        description: 'A fixture',
        mimeType: 'application/json',
      },
    ],
  }));
  server.setRequestHandler('resources/read', ({ params }) => read(params.uri));
}

function read(uri: string): ReadResourceResult {
  if (uri === STATIC_TEXT.uri) return { contents: [{ ...STATIC_TEXT, text: 'This is the content of the resource.' }] };
  if (uri === STATIC_BINARY.uri) return { contents: [{ ...STATIC_BINARY, blob: IMAGE.data }] };
  if (uri === WATCHED.uri) return { contents: [{ ...WATCHED, text: 'Watched' }] };
  const id = TEMPLATE.exec(uri)?.[1];
  if (id === undefined) throw new ResourceNotFoundError(uri);
  const data = JSON.stringify({ id, templateTest: true, data: `Data for ID: ${id}` });
  return { contents: [{ uri, mimeType: 'application/json', text: data }] };
}
