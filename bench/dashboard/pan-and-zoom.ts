/** A million rows of two columns in the chart of an experiment, moved and zoomed with every frame. */
import type { Browser } from 'playwright-core';
import { aLab, anExperimentInDetail } from '../../test/dashboard/a-lab.js';
import { longSeries } from '../../test/dashboard/long-job.js';
import { startStubAgent } from '../../test/dashboard/stub-agent.js';
import { quantile } from '../statistics.js';
import { judged, type Row } from './row.js';

const FRAMES = 200;

/** Runs in the page: what is done with each frame, and the times between them, ms. */
const MEASURE = `(act) => new Promise((resolve) => {
  const times = [];
  let last;
  const frame = (now) => {
    if (last !== undefined) times.push(now - last);
    last = now;
    if (times.length === ${FRAMES}) return resolve(times);
    act(times.length);
    requestAnimationFrame(frame);
  };
  requestAnimationFrame(frame);
})`;

const ZOOM = `(k) => document.querySelector('[aria-label="' + (k % 16 < 8 ? 'Zoom in' : 'Zoom out') + '"]').click()`;
const PAN = `(k) => dispatchEvent(new MouseEvent('mousemove', { clientX: 400 - 200 * Math.sin(k / 10) }))`;
const GRAB = `document.querySelector('.u-over').dispatchEvent(
  new MouseEvent('mousedown', { clientX: 400, shiftKey: true, bubbles: true }))`;

export async function panAndZoom(browser: Browser): Promise<Row[]> {
  const lab = aLab();
  const agent = await startStubAgent({
    ...lab,
    answers: {
      ...lab.answers,
      'experiments/E-0032': anExperimentInDetail(),
      'jobs/E-0032.age/series': longSeries(),
      'jobs/E-0032.age/cycles': [],
    },
  });
  const page = await browser.newPage({ viewport: { width: 1600, height: 1000 } });
  await page.goto(`${agent.address}#/experiment/E-0032`);
  await page.getByRole('button', { name: 'Zoom in' }).waitFor();
  const zoomed: number[] = await page.evaluate(`(${MEASURE})(${ZOOM})`);
  for (let k = 0; k < 3; k++) await page.getByRole('button', { name: 'Zoom in' }).click();
  await page.evaluate(GRAB);
  const panned: number[] = await page.evaluate(`(${MEASURE})(${PAN})`);
  await page.close();
  await agent.close();
  return [...rows('zoom', zoomed), ...rows('pan', panned)];
}

function rows(what: string, times: readonly number[]): Row[] {
  return [
    {
      what: `${what} of 2 x 1 000 000 rows, a frame, p50 of ${FRAMES}`,
      measured: `${quantile(times, 0.5).toFixed(1)} ms`,
    },
    judged(`the same, p95`, quantile(times, 0.95), 'ms', 100),
  ];
}
