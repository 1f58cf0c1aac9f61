// Shares of a CPU profile: by cause of the work, and by function.

/** Entries of a profile that are idle time. */
const IDLE = new Set(['(idle)', '(root)']);

const NATIVE = { '(garbage collector)': 'garbage collection', '(program)': 'native code and kernel' };

/**
 * Causes of work by source file. Node's sockets, streams and events work for their callers, so they are a cause only when
 * nothing further up the stack is one.
 */
const CAUSES = [
  [
    'backend client: axios, node:http client',
    /\/(?:axios|@nestjs\/axios|follow-redirects)\/|node:_http_(?:client|agent)/,
  ],
  ['backend client: undici', /node_modules\/undici\//],
  [
    'web Request, Response, streams',
    /node:internal\/(?:deps\/undici|webstreams|webidl|worker\/js_transferable|encoding)/,
  ],
  ['MCP SDK', /\/@modelcontextprotocol\//],
  ['zod', /\/zod\//],
  ['ajv', /\/ajv\w*\//],
  ['abort signals, event targets', /node:internal\/(?:abort_controller|event_target)/],
  ['arguments: class-validator, class-transformer', /\/(?:class-validator|class-transformer|validator)\//],
  ['log: pino', /\/(?:nestjs-)?pino(?:-\w+)?\/|\/quick-format-unescaped\//],
  ['metrics: prom-client', /\/prom-client\//],
  ['fastify, Nest', /\/(?:fastify|find-my-way|avvio|@fastify\/[\w-]+|@nestjs\/[\w-]+|rxjs|toad-cache)\//],
  ['express', /\/(?:express|router|body-parser|send|hono|@hono\/[\w-]+)\//],
  ['service', /^(?!.*node_modules).*\/build\//],
  ['node:http server', /node:_http_server/],
];

/** Returns the cause of a sample: the nearest one up the stack. */
function causeOf(node) {
  const native = NATIVE[node.callFrame.functionName];
  if (native) return native;
  for (let at = node; at; at = at.parent) {
    const { url } = at.callFrame;
    const [cause] = CAUSES.find(([, files]) => files.test(url)) ?? [];
    if (cause === 'service') return `service: ${/\/build\/(?:(transports\/\w+|[\w-]+)\/)?/.exec(url)[1] ?? 'main'}`;
    if (cause) return cause;
  }
  return 'Node itself: sockets, ticks, timers';
}

/** Returns the shares of time in the last milliseconds of a profile, greatest first, without idle time. */
export function sharesOf({ nodes, samples, timeDeltas, endTime, startTime }, lastMs) {
  const known = new Map(nodes.map((node) => [node.id, node]));
  for (const node of nodes) for (const child of node.children ?? []) known.get(child).parent = node;
  const from = endTime - lastMs * 1000;
  const [causes, functions] = [new Map(), new Map()];
  let [now, total] = [startTime, 0];
  for (const [at, id] of samples.entries()) {
    const node = known.get(id);
    now += timeDeltas[at];
    if (now < from || IDLE.has(node.callFrame.functionName)) continue;
    total += timeDeltas[at];
    add(causes, causeOf(node), timeDeltas[at]);
    add(functions, placeOf(node.callFrame), timeDeltas[at]);
  }
  return { causes: ranked(causes, total), functions: ranked(functions, total) };
}

const add = (sums, key, time) => sums.set(key, (sums.get(key) ?? 0) + time);

const ranked = (sums, total) =>
  [...sums].map(([key, time]) => [key, time / total]).toSorted(([, one], [, other]) => other - one);

function placeOf({ functionName, url, lineNumber }) {
  const file = url.includes('node_modules/')
    ? url.replace(/^.*node_modules\//, '')
    : url.replace(/^.*\/(?=build\/)/, '');
  return `${functionName || '(anonymous)'}${file ? ` ${file}:${lineNumber + 1}` : ''}`;
}
