import { Environment } from './environment.js';
import { variablesOf, type VariableDoc } from './variable.decorator.js';

/** Renders the table of all variables for the documentation, in Markdown. */
export function variableTable(): string {
  const rows = [...variablesOf(Environment)].map(([name, doc]) => {
    return `| \`${name}\` | ${defaultOf(doc)} | ${doc.description} |`;
  });
  return ['| variable | default | meaning |', '| --- | --- | --- |', ...rows].join('\n');
}

function defaultOf(doc: VariableDoc): string {
  if (doc.required) return 'required (not with the sandbox)';
  return doc.defaultText ?? (doc.default === undefined ? '-' : `\`${doc.default}\``);
}

/** Renders `.env.example`: required variables to fill in, the others commented out. */
export function envExample(): string {
  const entries = [...variablesOf(Environment)].map(([name, doc]) => {
    const value = doc.example ?? doc.default ?? '';
    return `# ${doc.description.replaceAll('`', '')}\n${doc.required ? '' : '# '}${name}=${value}\n`;
  });
  return [
    '# Copy to .env and fill in. Read in development only; in production set the variables themselves.\n',
    ...entries,
  ].join('\n');
}
