import type { McpUiHostContext } from '@modelcontextprotocol/ext-apps';

/** Names that the extension gives to style variables; anything else is not the host's to set. */
const VARIABLE = /^--(?:color|font|border|shadow)-[a-z0-9-]+$/;

/**
 * Puts on what the host wears: light or dark, colours, fonts and roundings. All of it through the object model, as the policy of
 * the page lets no style in that was not there when it was built.
 */
export function wearTheme({ theme, styles, safeAreaInsets }: McpUiHostContext): void {
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
  if (styles?.css?.fonts !== undefined) wearFonts(styles.css.fonts);
}

const fonts = new CSSStyleSheet();

/** Of the host's style sheet only faces of fonts are taken; where they may come from is up to the policy of the page. */
function wearFonts(css: string): void {
  const given = new CSSStyleSheet();
  given.replaceSync(css);
  const faces = [...given.cssRules].filter((rule) => rule instanceof CSSFontFaceRule);
  fonts.replaceSync(faces.map(({ cssText }) => cssText).join('\n'));
  if (!document.adoptedStyleSheets.includes(fonts)) document.adoptedStyleSheets.push(fonts);
}
