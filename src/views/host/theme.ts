import type { McpUiHostContext } from '@modelcontextprotocol/ext-apps';

/** Style variables of the MCP Apps extension. A host may set no others. */
const VARIABLE = /^--(?:color|font|border|shadow)-[a-z0-9-]+$/;

/**
 * Applies the theme of the host: light or dark, colours, fonts and insets. It uses the CSSOM, as the Content Security Policy
 * of the page blocks inline styles that were not there when it was built.
 */
export function applyTheme({ theme, styles, safeAreaInsets }: McpUiHostContext): void {
  const { documentElement: root } = document;
  if (theme) {
    root.dataset.theme = theme;
    root.style.colorScheme = theme;
  }
  for (const [name, value] of Object.entries(styles?.variables ?? {})) {
    if (VARIABLE.test(name) && value !== undefined) root.style.setProperty(name, value);
  }
  for (const [side, width] of Object.entries(safeAreaInsets ?? {}))
    root.style.setProperty(`--inset-${side}`, `${width}px`);
  if (styles?.css?.fonts !== undefined) applyFonts(styles.css.fonts);
}

const fonts = new CSSStyleSheet();

/** Takes only `@font-face` rules from the host's style sheet. The Content Security Policy limits where fonts load from. */
function applyFonts(css: string): void {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(css);
  const faces = [...sheet.cssRules].filter((rule) => rule instanceof CSSFontFaceRule);
  fonts.replaceSync(faces.map(({ cssText }) => cssText).join('\n'));
  if (!document.adoptedStyleSheets.includes(fonts)) document.adoptedStyleSheets.push(fonts);
}
