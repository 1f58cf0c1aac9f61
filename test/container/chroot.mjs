// Starts what is in an image as a container runtime does: as the user of the image, as process 1, on a root that cannot be written
// to, with nothing of this machine but its network.
import { readFileSync } from 'node:fs';

/** Folders that a runtime provides, on top of a root that is read only. */
const MOUNTS = [
  'mount --bind "$1" "$1"',
  'mount -o remount,ro,bind "$1"',
  'mount -t tmpfs -o mode=1777 tmpfs "$1/tmp"',
  'mount -t proc proc "$1/proc"',
  'mount --bind /dev "$1/dev"',
].join(' && ');

/** The program and arguments that start an image with these arguments in place of its own. */
export function startOf({ config, root }, args) {
  const user = ['--userspec', config.User];
  const enter = [
    'sh',
    '-c',
    `${MOUNTS} && root=$1 && shift && exec /usr/sbin/chroot ${user.join(' ')} "$root" "$@"`,
    'sh',
    root,
  ];
  return {
    command: 'unshare',
    args: ['--mount', '--pid', '--fork', '--kill-child', ...enter, ...config.Entrypoint, ...args],
  };
}

/** The variables that it has, and those that are given to it. */
export const variablesOf = ({ config }, variables) => ({
  ...Object.fromEntries(config.Env.map((variable) => variable.split(/=(.*)/s, 2))),
  ...variables,
});

/** The number, on this machine, of the process that `unshare` has started. */
export const childOf = ({ pid }) =>
  Number(readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').trim().split(' ')[0]);
