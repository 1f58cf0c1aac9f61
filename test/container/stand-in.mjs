// Stand-ins for the two base images, made of this machine's own files: no registry of images is needed. The one to build in has Node
// 24, npm and a shell; the one to run in has what `distroless/cc` has, the C and C++ libraries and certificates.
import { cpSync, existsSync, mkdirSync, realpathSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { run } from './programs.mjs';

const CERTIFICATES = '/etc/ssl/certs/ca-certificates.crt';
/** What `npm run build` calls besides Node. */
const TOOLS = ['/bin/sh', '/usr/bin/env', '/bin/rm'];
/** Variables of the base to build in: npm inside trusts whom this machine trusts, a proxy in front of the registry included. */
export const SETTINGS = { NODE_EXTRA_CA_CERTS: CERTIFICATES, npm_config_cafile: CERTIFICATES };

/** Copies a file with the libraries that it is linked to, each to where it is here. */
function bring(root, file, place = file) {
  put(root, file, place);
  const linked = run('ldd', [file]).matchAll(/(\/\S+) \(0x/g);
  for (const [, library] of linked) put(root, library, library);
}

function put(root, file, place) {
  const target = join(root, place);
  mkdirSync(dirname(target), { recursive: true });
  if (!existsSync(target)) cpSync(realpathSync(file), target);
}

/** The folders of both, named `build` and `run`. */
export function makeRoots(folder, node) {
  const roots = { build: join(folder, 'build'), run: join(folder, 'run') };
  for (const root of Object.values(roots)) {
    for (const name of ['bin', 'lib', 'lib64', 'sbin']) {
      mkdirSync(join(root, 'usr', name), { recursive: true });
      symlinkSync(`usr/${name}`, join(root, name));
    }
    for (const name of ['etc', 'tmp', 'root', 'proc', 'sys', 'dev']) mkdirSync(join(root, name), { mode: 0o1777 });
    put(root, CERTIFICATES, CERTIFICATES);
    writeFileSync(join(root, 'etc/passwd'), 'root:x:0:0:root:/root:/sbin/nologin\n');
    for (const library of restOfLibc()) put(root, library, library);
  }
  bring(roots.run, node, '/usr/local/bin/node');
  // Only its libraries are the base's; Node itself comes from the other stage.
  run('rm', ['-r', join(roots.run, 'usr/local')]);
  bring(roots.build, node, '/usr/local/bin/node');
  for (const tool of TOOLS) bring(roots.build, tool);
  const npm = '/usr/local/lib/node_modules/npm';
  cpSync(join(run('npm', ['root', '-g']).trim(), 'npm'), join(roots.build, npm), {
    recursive: true,
    dereference: true,
  });
  symlinkSync(`${npm}/bin/npm-cli.js`, join(roots.build, 'usr/local/bin/npm'));
  return roots;
}

/** The rest of the C library: what is loaded when it is needed, and what compiled packages are linked to. */
function restOfLibc() {
  const [, folder] = /(\/\S+)\/libc\.so\.6 /.exec(run('ldd', ['/bin/sh'])) ?? [];
  return ['libnss_dns.so.2', 'libnss_files.so.2', 'libresolv.so.2', 'librt.so.1', 'libutil.so.1']
    .map((name) => join(folder, name))
    .filter((library) => existsSync(library));
}
