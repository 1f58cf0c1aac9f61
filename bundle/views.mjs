// Builds each view as one self-contained HTML file. Its Content Security Policy allows only the inline script and style, by
// their digests, and fonts of the host.
import { createHash } from 'node:crypto';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { build } from 'vite';
import { DIST, ROOT } from './paths.mjs';

/** Folders of `src/views`, with the title that screen readers announce. */
const VIEWS = { invoice: 'Invoice', 'invoice-list': 'Invoices', overview: 'Overview' };

const SOURCES = join(ROOT, 'src/views');

const digestOf = (text) => `'sha256-${createHash('sha256').update(text).digest('base64')}'`;

const policy = (script, style) =>
  [
    "default-src 'none'",
    `script-src ${digestOf(script)}`,
    `style-src ${digestOf(style)}`,
    'font-src https: data:',
    "base-uri 'none'",
    "form-action 'none'",
  ].join('; ');

/** Throws on end tags, as an inline script or style ends at the first one, even inside a string. */
function refuseEndTags(text) {
  if (/<\/(?:script|style)|<!--/i.test(text)) throw new Error('A view has text that would end its script or style');
}

const page = (title, script, style) => `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy(script, style)}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title}</title>
<style>${style}</style>
<script type="module">${script}</script>
</head>
<body></body>
</html>
`;

/** Writes the views. Resolves with the paths of the modules in each. */
export async function bundleViews() {
  await mkdir(join(DIST, 'views'));
  return Promise.all(Object.entries(VIEWS).map(([name, title]) => bundleView(name, title)));
}

async function bundleView(name, title) {
  const { output } = await build({
    root: SOURCES,
    configFile: false,
    logLevel: 'warn',
    build: {
      write: false,
      // The first versions with light-dark(), by which a view follows the theme of its host.
      target: ['chrome123', 'firefox120', 'safari17.5'],
      cssCodeSplit: false,
      modulePreload: false,
      rolldownOptions: { input: join(SOURCES, name, 'main.tsx') },
    },
  });
  const [script, ...more] = output.filter(({ type }) => type === 'chunk');
  if (more.length > 0) throw new Error(`The view ${name} is more than one script`);
  const style = String(output.find(({ fileName }) => fileName.endsWith('.css')).source);
  const code = script.code.trim();
  refuseEndTags(code + style);
  const fileName = `views/${name}.html`;
  await writeFile(join(DIST, fileName), page(title, code, style));
  return { fileName, modules: Object.keys(script.modules) };
}
