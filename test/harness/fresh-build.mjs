import { staleness } from '../../bundle/freshness.mjs';

/** Stops Jest, with one sentence, before it tests a program that is not the one in `src`. */
export default function freshBuild({ rootDir }) {
  const sentence = staleness(rootDir);
  if (sentence === undefined) return;
  process.stderr.write(`${sentence}\n`);
  process.exit(1);
}
