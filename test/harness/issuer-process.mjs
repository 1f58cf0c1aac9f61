// A real authorization server: node issuer-process.mjs, with its signing key as JSON on standard input. Prints its address.
import { createServer } from 'node:http';
import { text } from 'node:stream/consumers';
import { Provider } from 'oidc-provider';

const SCOPES = 'invoices:read invoices:write';

let keyRequests = 0;
let listener;
const server = createServer((request, response) => {
  if (request.url === '/__key-requests') return void response.end(String(keyRequests));
  if (request.url === '/__keys') return void text(request).then((key) => response.end(use(JSON.parse(key))));
  if (request.url === '/jwks') keyRequests += 1;
  return void listener(request, response);
});

server.listen(0, '127.0.0.1', () => void text(process.stdin).then((key) => start(JSON.parse(key))));

function start(key) {
  use(key);
  process.stdout.write(`http://127.0.0.1:${server.address().port}\n`);
}

/** Signs with this key from now on. */
function use(key) {
  const provider = new Provider(`http://127.0.0.1:${server.address().port}`, {
    clients: [
      {
        client_id: 'agent',
        client_secret: 'agent-secret',
        grant_types: ['client_credentials'],
        redirect_uris: [],
        response_types: [],
        id_token_signed_response_alg: key.alg,
        scope: SCOPES,
      },
    ],
    scopes: SCOPES.split(' '),
    jwks: { keys: [key] },
    features: {
      clientCredentials: { enabled: true },
      devInteractions: { enabled: false },
      resourceIndicators: {
        enabled: true,
        getResourceServerInfo: (_context, resource) => ({
          scope: SCOPES,
          audience: resource,
          accessTokenFormat: 'jwt',
          accessTokenTTL: 300,
          jwt: { sign: { alg: key.alg } },
        }),
      },
    },
  });
  listener = provider.callback();
  return key.kid;
}
