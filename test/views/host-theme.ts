import type { McpUiHostContext } from '@modelcontextprotocol/ext-apps';

/** What two hosts of people look like, in the variables of the extension. */
export const HOSTS: Readonly<Record<'light' | 'dark', McpUiHostContext>> = {
  light: {
    theme: 'light',
    styles: {
      variables: {
        '--color-background-primary': '#ffffff',
        '--color-background-secondary': '#f4f6f8',
        '--color-text-primary': '#14202b',
        '--color-text-secondary': '#52606d',
        '--color-border-tertiary': '#dde3e9',
        '--font-sans': 'Inter, system-ui, sans-serif',
        '--border-radius-md': '10px',
      } as never,
    },
  },
  dark: {
    theme: 'dark',
    styles: {
      variables: {
        '--color-background-primary': '#262624',
        '--color-background-secondary': '#30302e',
        '--color-text-primary': '#faf9f5',
        '--color-text-secondary': '#c2c0b6',
        '--font-sans': 'Inter, system-ui, sans-serif',
      } as never,
    },
  },
};
