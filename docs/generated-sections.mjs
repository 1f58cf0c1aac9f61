// What the documentation repeats from the program, taken from the built program itself.
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { parse } from 'yaml';
import { USAGE } from '../build/cli/parse-args.js';
import { envExample, variableTable } from '../build/config/describe-variables.js';
import { ERROR_CODES } from '../build/mcp/envelope/error-code.js';
import { METRICS } from '../build/observability/metrics/metric-definitions.js';
import { scalingSections } from './scaling-sections.mjs';

const ENTRY = fileURLToPath(new URL('../dist/main.js', import.meta.url));
const BASELINE = new URL('../test/tokens/baseline.json', import.meta.url);
const ALERTS = new URL('../deploy/kubernetes/monitoring/prometheus-rule.yaml', import.meta.url);
const LONGEST_RUN_MS = 30_000;

// Not a terminal, so it answers with the whole list as JSON.
const listed = () =>
  JSON.parse(
    execFileSync(process.execPath, [ENTRY, 'tools'], {
      encoding: 'utf8',
      timeout: LONGEST_RUN_MS,
      env: { ...process.env, ORVION_MCP_TOOLSETS: 'all' },
    }),
  );

/** Sections of each file by the name in their markers. */
export const sections = () => ({
  ...ofCatalogue(listed()),
  'docs/configuration.md': { configuration: variableTable() },
  'docs/scaling.md': scalingSections(table),
  'docs/telemetry.md': { metrics: metricTable(), alerts: alertTable() },
  'docs/tokens.md': { tokens: tokenTable() },
});

const ofCatalogue = ({ tools, resources, resourceTemplates, prompts }) => ({
  'README.md': { tools: toolTable(tools), usage: ['```text', USAGE, '```'].join('\n') },
  'docs/tools.md': {
    'tool-details': tools.map(toolDetails).join('\n\n'),
    resources: table(
      ['resource', 'what it says'],
      [...resourceTemplates, ...resources].map(({ uri, uriTemplate, description }) => [
        `\`${uri ?? uriTemplate}\``,
        `${description.split('. ')[0].replace(/\.$/, '')}.`,
      ]),
    ),
    prompts: table(
      ['prompt', 'what it does', 'required', 'optional'],
      prompts.map(({ name, description, arguments: args }) => [
        `\`${name}\``,
        description,
        ...[true, false].map(
          (wanted) =>
            args
              .filter(({ required }) => required === wanted)
              .map((argument) => `\`${argument.name}\``)
              .join(', ') || '-',
        ),
      ]),
    ),
    'error-codes': table(
      ['code', 'when'],
      Object.entries(ERROR_CODES).map(([code, when]) => [`\`${code}\``, when]),
    ),
  },
});

/** A tool with all of its arguments. */
const toolDetails = ({ name, description, inputSchema: { properties, required = [] } }) =>
  [
    `### \`${name}\``,
    description,
    table(
      ['argument', 'type', 'default', 'meaning'],
      Object.entries(properties).map(
        ([argument, { type, enum: values, items, default: value, description: meaning }]) => [
          `\`${argument}\``,
          (values ?? items?.enum)?.map((each) => `\`${each}\``).join(', ') ?? type,
          required.includes(argument) ? 'required' : value === undefined ? '-' : `\`${value}\``,
          meaning,
        ],
      ),
    ),
  ].join('\n\n');

export { envExample };

/** The alert rules without what Kubernetes has around them: for the chart, and for a Prometheus without the operator. */
export function alertRules() {
  const [, spec] = readFileSync(ALERTS, 'utf8').split('\nspec:\n');
  return `# From deploy/kubernetes/monitoring/prometheus-rule.yaml, by npm run generate.\n${spec.replaceAll(/^ {2}/gm, '')}`;
}

const alertTable = () =>
  table(
    ['alert', 'severity', 'says', 'what to do'],
    parse(alertRules()).groups.flatMap(({ rules }) =>
      rules.map(({ alert, labels, annotations }) => [
        `\`${alert}\``,
        labels.severity,
        annotations.summary.replaceAll(/\{\{ \$labels\.(\w+) \}\}/g, '(the $1)'),
        annotations.action,
      ]),
    ),
  );

const metricTable = () =>
  table(
    ['metric', 'type', 'labels', 'meaning'],
    Object.values(METRICS).map(({ name, type, labelNames, help }) => [
      `\`${name}\``,
      type,
      labelNames.map((label) => `\`${label}\``).join(', ') || '-',
      help,
    ]),
  );

const tokenTable = () =>
  table(
    ['what', 'tokens'],
    Object.entries(JSON.parse(readFileSync(BASELINE, 'utf8'))).map(([what, tokens]) => [what, String(tokens)]),
  );

function toolTable(tools) {
  const rows = tools.map(({ name, description, inputSchema: { properties, required = [] } }) => {
    const described = Object.entries(properties).map(([argument, { default: value }]) => ({
      argument,
      text: `\`${argument}\`${value === undefined ? '' : ` (\`${value}\`)`}`,
    }));
    const list = (wanted) =>
      described
        .filter(({ argument }) => required.includes(argument) === wanted)
        .map(({ text }) => text)
        .join(', ') || '-';
    return [`\`${name}\``, description.slice(0, description.indexOf('. ') + 1), list(true), list(false)];
  });
  return table(['tool', 'what it does', 'required', 'optional (default)'], rows);
}

const table = (head, rows) =>
  [head, head.map(() => '---'), ...rows].map((cells) => `| ${cells.map(escaped).join(' | ')} |`).join('\n');

const escaped = (text) => text.replaceAll('|', String.raw`\|`);
