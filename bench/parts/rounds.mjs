// Rounds in which every server has a turn, in an order that rotates by one each time.

/**
 * Measures rounds and resolves with the results by server for each round. On a busy machine, where rounds use up their
 * time, there are fewer rounds, but at least one.
 */
async function inRoundsOf(things, { rounds, limitMs }, title, { say, patience }, measureThing) {
  const end = performance.now() + limitMs;
  const results = [];
  for (let round = 0; round < rounds && (round === 0 || performance.now() < end); round += 1) {
    say(`${title}: round ${round + 1} of ${rounds}`);
    await patience.quiet();
    const result = {};
    for (const thing of turned(things, round)) await measureThing(thing, result);
    results.push(result);
  }
  return results;
}

/** Rounds in which each server is started, measured and stopped. */
export const inRounds = async ({ servers, ...plan }, title, measureServer, context) =>
  inRoundsOf(servers, plan, title, context, async (name, result) => {
    context.say(`${title}: ${name}`);
    result[name] = await measureServer(name);
  });

/** Rounds in which servers that run side by side take turns at each point, directly after each other. */
export const inTurns = async (plan, title, spots, context, measureSpot) =>
  inRoundsOf(spots, plan, title, context, async (spot, result) => {
    result[spot.name] = { ...result[spot.name], ...(await measureSpot(spot)) };
  });

const turned = (list, by) => list.map((_, at) => list[(at + by) % list.length]);
