import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Browser, Page } from 'playwright-core';
import { aLab, anExperimentInDetail } from './a-lab.js';
import { browserPath, openBrowser } from './browser.js';
import { LONG_ROWS, longSeries, SPIKE_ROWS } from './long-job.js';
import { startStubAgent, type StubAgent } from './stub-agent.js';

const isBuilt = existsSync(join(import.meta.dirname, '../../dist/dashboard/index.html'));
const inBrowser = browserPath !== undefined && isBuilt ? describe : describe.skip;

/** Runs in the page: whether the curve reaches the upper half of the first plot at a share of its width. */
const REACHES_UP = `(share) => {
  const canvas = document.querySelector('.u-wrap canvas');
  const [outer, plot] = [canvas, document.querySelector('.u-over')].map((one) => one.getBoundingClientRect());
  const scale = canvas.width / outer.width;
  const x = Math.round((plot.left - outer.left + share * plot.width) * scale);
  const top = Math.round((plot.top - outer.top) * scale);
  const { data } = canvas.getContext('2d').getImageData(x - 3, top, 7, Math.round((plot.height * scale) / 2));
  for (let k = 0; k < data.length; k += 4) if (data[k + 3] > 60 && data[k + 2] - data[k] > 40) return true;
  return false;
}`;

inBrowser('the signals of a job of a million rows', () => {
  let browser: Browser;
  let agent: StubAgent;
  let page: Page;

  beforeAll(async () => {
    browser = await openBrowser();
    const lab = aLab();
    const detail = {
      'experiments/E-0032': anExperimentInDetail(),
      'jobs/E-0032.age/series': longSeries(),
      'jobs/E-0032.age/cycles': [],
    };
    agent = await startStubAgent({ ...lab, answers: { ...lab.answers, ...detail } });
    page = await browser.newPage({ viewport: { width: 1280, height: 900 } });
    await page.goto(`${agent.address}#/experiment/E-0032`);
    await page.getByRole('button', { name: 'Zoom in' }).waitFor();
  });
  afterAll(async () => {
    await browser.close();
    await agent.close();
  });

  async function expectPeak(row: number, from: number, to: number): Promise<void> {
    await expect(
      page.waitForFunction(`(${REACHES_UP})(${(row - from) / (to - from)})`),
    ).resolves.toBeDefined();
  }

  it('show each single row that stands out, and only these', async () => {
    for (const row of SPIKE_ROWS) await expectPeak(row, 0, LONG_ROWS - 1);
    expect(await page.evaluate(`(${REACHES_UP})(0.6)`)).toBe(false);
  });

  it('take the colours of the theme that comes while they are looked at, and keep what they show', async () => {
    const line = (): Promise<string> =>
      page.evaluate(`getComputedStyle(document.querySelector('.u-legend .u-marker')).borderColor`);
    const light = await line();
    await page.emulateMedia({ colorScheme: 'dark' });
    await page.waitForFunction(
      `getComputedStyle(document.querySelector('.u-legend .u-marker')).borderColor !== '${light}'`,
    );
    for (const row of SPIKE_ROWS) await expectPeak(row, 0, LONG_ROWS - 1);
    await page.emulateMedia({ colorScheme: 'light' });
    await page.waitForFunction(
      `getComputedStyle(document.querySelector('.u-legend .u-marker')).borderColor === '${light}'`,
    );
  });

  it('show it at every zoom, at once from what is there and again when all of its rows have come', async () => {
    const middle = (LONG_ROWS - 1) / 2;
    for (let zoom = 1; zoom <= 10; zoom++) {
      const refined = page.waitForResponse(/fromRow/);
      await page.getByRole('button', { name: 'Zoom in' }).click();
      const reach = LONG_ROWS / 2 / 2 ** zoom;
      await expectPeak(LONG_ROWS / 2, middle - reach, middle + reach);
      await refined;
      await page.evaluate('new Promise((drawn) => setTimeout(drawn, 100))');
      await expectPeak(LONG_ROWS / 2, middle - reach, middle + reach);
    }
    await page.getByRole('button', { name: 'All', exact: true }).click();
    for (const row of SPIKE_ROWS) await expectPeak(row, 0, LONG_ROWS - 1);
  });
});
