/**
 * Chromium for the pages: CHROMIUM, else the usual place. Absent: skipped loudly, but a failure where CI says that it
 * must be there.
 */
import { existsSync } from 'node:fs';
import { type Browser, chromium } from 'playwright-core';

const PLACES = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
];

export const chromiumPath = process.env.CHROMIUM ?? PLACES.find((p) => existsSync(p));

export function describeBrowser(name: string, body: () => void): void {
  if (chromiumPath !== undefined) describe(name, body);
  else if (process.env.CI === 'true')
    it(`${name}: Chromium is needed in CI`, () => {
      throw new Error('no Chromium: set CHROMIUM to its path');
    });
  else {
    process.stderr.write(`SKIPPED, no Chromium (set CHROMIUM to its path): ${name}\n`);
    describe.skip(`SKIPPED, no Chromium (set CHROMIUM): ${name}`, () => it.todo('needs Chromium'));
  }
}

export const launch = (): Promise<Browser> =>
  chromium.launch({
    executablePath: chromiumPath as string,
    args: [
      '--headless',
      '--no-sandbox',
      '--disable-gpu',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
    ],
  });
