import { Environment } from './environment.js';
import { variablesOf } from './variable.decorator.js';

/** The table of all variables for the documentation, in Markdown. */
export function variableTable(): string {
  const rows = [...variablesOf(Environment)].map(([name, doc]) => {
    const fallback = doc.required ? 'required' : (doc.default ?? '-');
    return `| \`${name}\` | ${/^[\d.]+$|^info$/.test(fallback) ? `\`${fallback}\`` : fallback} | ${doc.description} |`;
  });
  return ['| variable | default | meaning |', '| --- | --- | --- |', ...rows].join('\n');
}

/** The text of `.env.example`: required variables to fill in, the others commented out. */
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
