// A CPU profile as shares: of the origins of code, and of single functions.

/** Parts of a profile that are no work. */
const IDLE = new Set(['(idle)', '(root)']);

/** Parts of Node, by the files they are in. */
const NODE = [
  ['web Request, Response and streams', /undici|webstreams|webidl|js_transferable|encoding|worker|blob|fetch/],
  ['HTTP', /_http/],
  ['sockets and streams', /net$|stream/],
  ['abort controllers and event targets', /abort_controller|event_target/],
  ['events, timers, ticks', /events|timers|task_queues|async_hooks/],
];

/** Where code comes from: a package, a room of the service, Node, or the machine below. */
function originOf({ functionName, url }) {
  if (functionName === '(garbage collector)') return 'garbage collection';
  if (functionName === '(program)') return 'native code and kernel';
  const packaged = /node_modules\/((?:@[^/]+\/)?[^/]+)\/(?!.*node_modules)/.exec(url);
  if (packaged) return packaged[1];
  const room = /\/dist\/(?:(transports\/\w+|[\w-]+)\/)?[^/]*$/.exec(url) ?? /\/dist\/([\w-]+)\//.exec(url);
  if (room) return `service: ${room[1] ?? 'main'}`;
  if (url.startsWith('node:')) return `node: ${NODE.find(([, pattern]) => pattern.test(url))?.[0] ?? 'other'}`;
  return url === '' ? 'native functions' : 'script';
}

/** Shares of self time in the last milliseconds of a profile, greatest first, idle time left out. */
export function sharesOf({ nodes, samples, timeDeltas, endTime, startTime }, lastMs) {
  const frames = new Map(nodes.map(({ id, callFrame }) => [id, callFrame]));
  const from = endTime - lastMs * 1000;
  const [origins, functions] = [new Map(), new Map()];
  let [now, total] = [startTime, 0];
  for (const [at, id] of samples.entries()) {
    const frame = frames.get(id);
    now += timeDeltas[at];
    if (now < from || IDLE.has(frame.functionName)) continue;
    total += timeDeltas[at];
    add(origins, originOf(frame), timeDeltas[at]);
    add(functions, placeOf(frame), timeDeltas[at]);
  }
  return { origins: ranked(origins, total), functions: ranked(functions, total) };
}

const add = (sums, key, time) => sums.set(key, (sums.get(key) ?? 0) + time);

const ranked = (sums, total) =>
  [...sums].map(([key, time]) => [key, time / total]).toSorted(([, one], [, other]) => other - one);

function placeOf({ functionName, url, lineNumber }) {
  const file = url.includes('node_modules/')
    ? url.replace(/^.*node_modules\//, '')
    : url.replace(/^.*\/(?=dist\/)/, '');
  return `${functionName || '(anonymous)'}${file ? ` ${file}:${lineNumber + 1}` : ''}`;
}
