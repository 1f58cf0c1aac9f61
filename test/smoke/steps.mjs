// Runs checks one after the other and says what came of each.

/** A step takes seconds; one that takes longer than this hangs. */
const LONGEST_STEP_MS = 120_000;

const outcome = { passed: 0, failed: 0 };

/** Does one step and resolves with what it gives; a failed one is reported and gives undefined. */
export async function step(name, run) {
  const started = performance.now();
  let timer;
  const late = new Promise((_resolve, reject) => {
    timer = setTimeout(() => reject(new Error(`took longer than ${LONGEST_STEP_MS / 1000} s`)), LONGEST_STEP_MS);
  });
  try {
    const result = await Promise.race([run(), late]);
    outcome.passed += 1;
    say(`ok     ${name} (${Math.round(performance.now() - started)} ms)`);
    return result;
  } catch (thrown) {
    outcome.failed += 1;
    say(`FAILED ${name}\n${String(thrown instanceof Error ? thrown.stack : thrown).replaceAll(/^/gm, '         ')}`);
    return undefined;
  } finally {
    clearTimeout(timer);
  }
}

/** Closes the account and gives the exit code. */
export function finish() {
  say(`${outcome.passed} passed, ${outcome.failed} failed`);
  return outcome.failed === 0 && outcome.passed > 0 ? 0 : 1;
}

function say(line) {
  process.stdout.write(`${line}\n`);
}
