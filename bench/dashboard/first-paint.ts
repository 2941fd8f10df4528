/** From asking for the page on loopback to its first paint, and to the lab on it, as the page itself sees it. */
import type { Browser } from 'playwright-core';
import { aLab } from '../../test/dashboard/a-lab.js';
import { startStubAgent } from '../../test/dashboard/stub-agent.js';
import { quantile } from '../statistics.js';
import { judged, type Row } from './row.js';

const TIMES = 10;

/** Notes when the heading of the lab is on the screen: in the frame after it came. What drives the browser takes its time to see it. */
const NOTE_LAB = `new MutationObserver((_, watch) => {
  if (![...document.querySelectorAll('h2')].some((one) => one.textContent === 'In flight')) return;
  watch.disconnect();
  requestAnimationFrame(() => setTimeout(() => { window.labMs = performance.now(); }));
}).observe(document, { childList: true, subtree: true });`;

export async function firstPaint(browser: Browser): Promise<Row[]> {
  const agent = await startStubAgent(aLab());
  const paints: number[] = [];
  const labs: number[] = [];
  for (let k = 0; k < TIMES; k++) {
    // Each with an empty cache.
    const context = await browser.newContext();
    const page = await context.newPage();
    await page.addInitScript(NOTE_LAB);
    await page.goto(agent.address);
    await page.waitForFunction('window.labMs !== undefined');
    labs.push(await page.evaluate('window.labMs'));
    paints.push(await page.evaluate('performance.getEntriesByName("first-contentful-paint")[0].startTime'));
    await context.close();
  }
  await agent.close();
  return [
    judged(`first paint, median of ${TIMES}`, quantile(paints, 0.5), 'ms', 1000),
    judged('the lab on it, median', quantile(labs, 0.5), 'ms', 1000),
  ];
}
