// What is too dear, and what to do about it. A figure may grow when that is meant and committed; the bounds no baseline moves.

const TOLERANCE = 0.05;
/** A tool by itself, and the average of all: a list has room for what another tool costs, not for tools that are long. */
const TOKENS_PER_TOOL = 750;
const TOKENS_PER_TOOL_OF_LIST = 500;
const PAGE = 'list_invoices, default page';
const TOKENS_PER_PAGE = 1_500;

export const WHOLE_LIST = 'tools/list, whole';
const OF_TOOL = 'tools/list, ';

const UPDATE = 'commit the new figure: npm run tokens -- --update, then npm run generate';

/** Every fault as one sentence with its remedy. `measurements` and `baseline` are tokens by what they are for. */
export function faultsOf(measurements, baseline) {
  const tools = Object.entries(measurements).filter(([what]) => what.startsWith(OF_TOOL) && what !== WHOLE_LIST);
  return [
    ...Object.entries(measurements).flatMap(([what, tokens]) => againstBaseline(what, tokens, baseline[what])),
    ...Object.keys(baseline)
      .filter((what) => !(what in measurements))
      .map((what) => `${what} is gone: ${UPDATE}`),
    ...tools.flatMap(([what, tokens]) => ofTool(what.slice(OF_TOOL.length), tokens)),
    ...ofList(measurements[WHOLE_LIST], tools),
    ...(measurements[PAGE] > TOKENS_PER_PAGE
      ? [`${PAGE} costs ${measurements[PAGE]}, at most ${TOKENS_PER_PAGE}: give its rows fewer or shorter fields`]
      : []),
  ];
}

function againstBaseline(what, tokens, committed) {
  if (committed === undefined) return [`${what} has no committed figure: ${UPDATE}`];
  if (tokens <= committed * (1 + TOLERANCE)) return [];
  return [`${what} costs ${tokens}, committed are ${committed}: make it shorter, or ${UPDATE} and say what it is for`];
}

function ofTool(name, tokens) {
  if (tokens <= TOKENS_PER_TOOL) return [];
  const file = `src/invoices/tools/${name.replaceAll('_', '-')}.tool.ts`;
  return [
    `${name} costs ${tokens}, at most ${TOKENS_PER_TOOL}: shorten its description or those of its arguments, or leave fields ` +
      `out of its data, in ${file}; --update does not help`,
  ];
}

function ofList(tokens, tools) {
  const bound = TOKENS_PER_TOOL_OF_LIST * tools.length;
  if (tokens <= bound) return [];
  const dearest = tools
    .toSorted(([, a], [, b]) => b - a)
    .slice(0, 3)
    .map(([what, cost]) => `${what.slice(OF_TOOL.length)} (${cost})`);
  return [
    `${WHOLE_LIST} costs ${tokens}, at most ${TOKENS_PER_TOOL_OF_LIST} for each of ${tools.length} tools, ${bound}: shorten the ` +
      `descriptions of the dearest, ${dearest.join(', ')}; --update does not help`,
  ];
}
