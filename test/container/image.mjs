// Builds the image with buildah, without a daemon, a registry of images or anything left behind.
import { join } from 'node:path';
import { run } from './programs.mjs';
import { makeRoots, SETTINGS } from './stand-in.mjs';

/** The bases as the Dockerfile names them: it is built as it is. */
const BASES = { build: 'docker.io/library/node:24-bookworm-slim', run: 'gcr.io/distroless/cc-debian12' };
const IMAGE = 'localhost/orvion-mcp:test';

/** Builds it in a folder; resolves with its configuration and the folder of its files. */
export function buildImage(folder, node) {
  const storage = ['--root', join(folder, 'storage'), '--runroot', join(folder, 'run'), '--storage-driver', 'vfs'];
  const buildah = (...args) => run('buildah', [...storage, ...args]).trim();
  const roots = makeRoots(join(folder, 'roots'), node);
  for (const [name, base] of Object.entries(BASES)) {
    const container = buildah('from', 'scratch');
    buildah('copy', container, roots[name], '/');
    const settings =
      name === 'build' ? Object.entries(SETTINGS).flatMap(([key, value]) => ['--env', `${key}=${value}`]) : [];
    buildah('config', '--env', 'PATH=/usr/local/bin:/usr/bin:/bin', ...settings, container);
    buildah('commit', '--rm', container, base);
  }
  // What npm has fetched before need not be fetched again.
  const cache = `${run('npm', ['config', 'get', 'cache']).trim()}:/root/.npm`;
  const options = ['--isolation', 'chroot', '--pull=never', '--format', 'docker', '--volume', cache, '--tag', IMAGE];
  buildah('build', ...options, '.');
  const { OCIv1 } = JSON.parse(buildah('inspect', '--type', 'image', IMAGE));
  const root = buildah('mount', buildah('from', '--pull=never', IMAGE));
  return { config: OCIv1.config, root };
}
