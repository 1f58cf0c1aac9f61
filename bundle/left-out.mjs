// What packages bring and this program has no use for: each costs every start the reading of it.

/** Optional peers that are not installed. Their absence is what Nest and pino look for. */
export const ABSENT = [
  /^@nestjs\/(?:microservices|websockets|platform-express)(?:\/|$)/,
  /^@fastify\/(?:multipart|static|view)$/,
  /^@grpc\//,
  'pino-pretty',
];

const refusing = (what) => `throw new Error('${what} is left out of the bundle: see bundle/left-out.mjs');`;

/** Files of packages, and what takes their place. */
export const REPLACED = [
  // Requests go through an adapter of our own, over undici. Browsers leave the first two out as well.
  { file: 'axios/lib/adapters/http.js', code: 'export default null;' },
  { file: 'axios/lib/platform/node/classes/FormData.js', code: 'export default null;' },
  { file: 'axios/lib/adapters/fetch.js', code: `export const getFetch = () => { ${refusing('fetch of axios')} };` },
  // A pool is all that is used; the rest is an implementation of fetch, which Node has.
  {
    file: 'undici/index.js',
    code: `
      const Dispatcher = require('./lib/dispatcher/dispatcher');
      Object.assign(Dispatcher.prototype, require('./lib/api'));
      exports.Pool = require('./lib/dispatcher/pool');
      exports.buildConnector = require('./lib/core/connect');`,
  },
  // The rules of all telephone numbers of the world.
  {
    file: 'class-validator/esm5/decorator/string/IsPhoneNumber.js',
    code: `
      export const IS_PHONE_NUMBER = 'isPhoneNumber';
      export function isPhoneNumber() { ${refusing('isPhoneNumber')} }
      export const IsPhoneNumber = isPhoneNumber;`,
  },
];

/** Lines of packages that take milliseconds of every start, and what they become. */
export const REWRITTEN = [
  // The mere mention makes Node load its own fetch. Nothing here sends a form.
  {
    file: 'axios/lib/utils.js',
    from: "const FormDataCtor = typeof G.FormData !== 'undefined' ? G.FormData : undefined;",
    to: 'const FormDataCtor = undefined;',
  },
  // Formats of dates for loggers that are not used: pino logs.
  ...['console-logger', 'logger'].map((name) => ({
    file: `@nestjs/common/services/${name}.service.js`,
    from: /const dateTimeFormatter = (new Intl\.DateTimeFormat\([^)]*\));/,
    to: 'const dateTimeFormatter = { format: (date) => $1.format(date) };',
  })),
];

const UNUSABLE = /\bisPhoneNumber\b/i;

/** Code of ours that uses what is left out would work until it ships. */
export function refuseLeftOut(file, code) {
  const [name] = UNUSABLE.exec(code) ?? [];
  if (name) throw new Error(`${file} uses ${name}, which bundle/left-out.mjs leaves out`);
}
