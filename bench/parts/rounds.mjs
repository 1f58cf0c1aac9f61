// Rounds: all servers, again and again, in an order that is turned by one each time, so that none is always measured
// first or always after the same one.

/**
 * Measures the servers of a plan and resolves with one result by name for each round. When a busy machine makes rounds
 * so slow that their time is used up, there are fewer of them, at least one.
 */
export async function inRounds({ servers, rounds, limitMs }, title, measureServer, { say }) {
  const end = performance.now() + limitMs;
  const results = [];
  for (let round = 0; round < rounds && (round === 0 || performance.now() < end); round += 1) {
    const result = {};
    for (const name of turned(servers, round)) {
      say(`${title}: round ${round + 1} of ${rounds}, ${name}`);
      result[name] = await measureServer(name);
    }
    results.push(result);
  }
  return results;
}

const turned = (list, by) => list.map((_, at) => list[(at + by) % list.length]);
