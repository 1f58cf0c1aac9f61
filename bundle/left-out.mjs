// Parts of packages that this program does not need, as each part costs time at every start.

/** Optional peer dependencies that are not installed, as Nest and pino expect. */
export const ABSENT = [
  /^@nestjs\/(?:microservices|websockets|platform-express)(?:\/|$)/,
  /^@fastify\/(?:multipart|static|view)$/,
  /^@grpc\//,
  'pino-pretty',
];

const refusing = (what) => `throw new Error('${what} is left out of the bundle: see bundle/left-out.mjs');`;

/** Files of packages, and their replacements. */
export const REPLACED = [
  // Requests use our own adapter over undici. The first two are left out for browsers too.
  { file: 'axios/lib/adapters/http.js', code: 'export default null;' },
  { file: 'axios/lib/platform/node/classes/FormData.js', code: 'export default null;' },
  { file: 'axios/lib/adapters/fetch.js', code: `export const getFetch = () => { ${refusing('fetch of axios')} };` },
  // Only the pool is used; the rest implements fetch, which Node has built in.
  {
    file: 'undici/index.js',
    code: `
      const Dispatcher = require('./lib/dispatcher/dispatcher');
      Object.assign(Dispatcher.prototype, require('./lib/api'));
      exports.Pool = require('./lib/dispatcher/pool');
      exports.buildConnector = require('./lib/core/connect');`,
  },
  // Validation rules for all telephone numbers of the world.
  {
    file: 'class-validator/esm5/decorator/string/IsPhoneNumber.js',
    code: `
      export const IS_PHONE_NUMBER = 'isPhoneNumber';
      export function isPhoneNumber() { ${refusing('isPhoneNumber')} }
      export const IsPhoneNumber = isPhoneNumber;`,
  },
];

/** Code of packages that costs milliseconds at every start, and its replacements. */
export const REWRITTEN = [
  // Accessing it makes Node load its fetch implementation. Nothing here sends a form.
  {
    file: 'axios/lib/utils.js',
    from: "const FormDataCtor = typeof G.FormData !== 'undefined' ? G.FormData : undefined;",
    to: 'const FormDataCtor = undefined;',
  },
  // Date formats of a logger that is not used: pino logs.
  ...['console-logger', 'logger'].map((name) => ({
    file: `@nestjs/common/services/${name}.service.js`,
    from: /const dateTimeFormatter = (new Intl\.DateTimeFormat\([^)]*\));/,
    to: 'const dateTimeFormatter = { format: (date) => $1.format(date) };',
  })),
];

const UNUSABLE = /\bisPhoneNumber\b/i;

/** Throws when our code uses a part that is left out: it would work until it is bundled. */
export function refuseLeftOut(file, code) {
  const [name] = UNUSABLE.exec(code) ?? [];
  if (name) throw new Error(`${file} uses ${name}, which bundle/left-out.mjs leaves out`);
}
