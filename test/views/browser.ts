import { mkdirSync } from 'node:fs';
import { chromium, type Browser } from 'playwright-core';

/** Debian's Chromium, without the network of its own that it looks for at every start. */
export const launchBrowser = async (): Promise<Browser> =>
  chromium.launch({
    executablePath: '/usr/bin/chromium',
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
    ],
  });

/** Where pictures of the views are left to be looked at. */
export function pictureFile(name: string): string {
  mkdirSync('build/pictures', { recursive: true });
  return `build/pictures/${name}.png`;
}
