/** A browser without a window, where the system has one. */
import { existsSync } from 'node:fs';
import { chromium, type Browser } from 'playwright-core';

const PLACES = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];

export const browserPath = process.env.CHROMIUM ?? PLACES.find((path) => existsSync(path));

if (browserPath === undefined)
  process.stderr.write(
    'no Chromium here (CHROMIUM, /usr/bin/chromium): the tests of the page in a browser are skipped\n',
  );

export function openBrowser(): Promise<Browser> {
  // A sandbox of its own is not to be had for root; the page comes from this test alone.
  return chromium.launch({ executablePath: browserPath!, args: ['--no-sandbox'] });
}
