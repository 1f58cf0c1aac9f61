// The whole report as Markdown.
import { shown } from './markdown.mjs';
import { aroundTable } from './around-section.mjs';
import { processTable, rowsTable, toolsTable } from './scale-sections.mjs';
import { coldTable, httpTable, memoryTable, stdioTable, verdict } from './sections.mjs';

/** Joins the sections of all measured parts. */
export function report(results, lines) {
  const { http, cold, stdio, heap, size, around, scale } = results;
  const parts = [
    lines.join('\n'),
    ...section('Against the targets', verdict(results)),
    ...(http
      ? [
          ...[32, 1, 256].flatMap((many) => section(`\`tools/call\`, ${counted(many)}`, httpTable(http, 'call', many))),
          ...section('`tools/list`, 32 connections', httpTable(http, 'list', 32)),
          ...section('Memory', memoryTable(http)),
        ]
      : []),
    ...(heap ? [heapLine(heap)] : []),
    ...(size ? [sizeLine(size)] : []),
    ...(cold ? section('Cold start, spawn to first `tools/call` answered', coldTable(cold)) : []),
    ...(stdio ? section('stdio', stdioTable(stdio)) : []),
    ...(around ? section('Around the service, 32 connections', aroundTable(around)) : []),
    ...(scale
      ? [
          ...section('One process and two, on both cores together with backend and load', processTable(scale)),
          ...section('Size of the answer, 32 connections', rowsTable(scale)),
          ...section('Number of tools, 32 connections', toolsTable(scale)),
        ]
      : []),
    ...faults(results),
  ];
  return `${parts.join('\n\n')}\n`;
}

const section = (title, ...texts) => [`### ${title}`, ...texts];

const counted = (connections) => (connections === 1 ? '1 connection' : `${connections} connections`);

const heapLine = ({ calls, asked, before, after, perCall }) =>
  `JavaScript heap of the service after a forced collection: ${shown(before / 2 ** 20)} MiB before and ` +
  `${shown(after / 2 ** 20)} MiB after ${shown(calls)} calls of both eras${calls < asked * 0.99 ? ` (of ${shown(asked)} planned)` : ''}: ` +
  `${shown(perCall, 1)} bytes a call.`;

const sizeLine = ({ megabytes, program, packages, unknown }) =>
  unknown
    ? `Installed size: not measured (${unknown}).`
    : `Installed for production: ${shown(megabytes)} MB on the disk, ${shown(program)} MB of them the program itself, ` +
      `with ${packages} packages.`;

/** Lists the errors of all servers, so that nobody takes a fast error for a fast response. */
function faults(results) {
  const found = new Set();
  const look = (value, name) => {
    if (typeof value !== 'object' || value === null) return;
    if (value.errors || value.wrong)
      found.add(
        `- ${name}: ${value.errors} errors, ${value.wrong} wrong answers in a measurement. ${value.fault ?? ''}`,
      );
    for (const [key, child] of Object.entries(value))
      look(child, Array.isArray(value) ? name : `${name} ${key}`.trim());
  };
  look(results, '');
  if (found.size === 0) return ['Errors and wrong answers of any server: 0.'];
  return ['### Errors and wrong answers', [...found].join('\n')];
}
