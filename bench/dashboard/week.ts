/** A page that is left open for a week of a lab: whether its heap grows. */
import type { Browser } from 'playwright-core';
import { aLab } from '../../test/dashboard/a-lab.js';
import { startStubAgent } from '../../test/dashboard/stub-agent.js';
import { readingsOf } from './channels.js';
import { judged, type Row } from './row.js';

const HOURS = 168;
const EVENTS_PER_H = 40;
const LOOKS_PER_H = 6;
const SAMPLE_H = 6;
/** What a page may gain a day and still be the same page after months. */
const MOST_KB_PER_DAY = 50;

export async function weekOpen(browser: Browser): Promise<Row[]> {
  const agent = await startStubAgent(aLab());
  const page = await browser.newPage({ viewport: { width: 1600, height: 1000 } });
  await page.goto(agent.address);
  await page.getByRole('heading', { name: 'In flight' }).waitFor();
  const devtools = await page.context().newCDPSession(page);
  const samples: { readonly day: number; readonly kB: number }[] = [];
  for (let hour = 0; hour <= HOURS; hour++) {
    for (let look = 0; look < LOOKS_PER_H; look++) await agent.tellAll(readingsOf(600 * look + 3600 * hour));
    await agent.tellAll(hourOf(hour));
    await page.waitForTimeout(150);
    if (hour % SAMPLE_H !== 0) continue;
    await devtools.send('HeapProfiler.collectGarbage');
    const { usedSize } = await devtools.send('Runtime.getHeapUsage');
    samples.push({ day: hour / 24, kB: usedSize / 1000 });
  }
  await page.close();
  await agent.close();
  const settled = samples.filter(({ day }) => day >= 1);
  return [
    {
      what: 'heap after the first day, and after the week',
      measured: `${settled[0]!.kB.toFixed(0)}, ${settled.at(-1)!.kB.toFixed(0)} kB`,
    },
    judged(
      `slope of the heap over days 2 to 7, n = ${settled.length}, a day`,
      slopeOf(settled),
      'kB',
      MOST_KB_PER_DAY,
    ),
  ];
}

function hourOf(hour: number): [topic: string, body: unknown][] {
  const at = new Date(Date.now() + 3_600_000 * hour).toISOString();
  const events = Array.from({ length: EVENTS_PER_H }, (_, k): [string, unknown] => [
    `event/${k === 0 ? 'experiment.ended' : 'command.settled'}`,
    { id: `${hour * EVENTS_PER_H + k + 1}-ab`, subject: `E-${hour}`, ts: at },
  ]);
  const alarm = {
    priority: 'low',
    phase: 'unacknowledged',
    title: `Look at ${hour}`,
    source: '',
    text: '',
    response: '',
    raisedAt: at,
  };
  const experiment = { step: 'age', stepNumber: 5, steps: 10, share: 0.1, channel: null, endsLabAt: at };
  return [
    ...events,
    [`alarm/A-${hour}`, alarm],
    [`alarm/A-${hour - 2}`, null],
    [`experiment/E-${1000 + hour}`, experiment],
    [`experiment/E-${1000 + hour - 40}`, null],
    ['bridge/health', { broker: 'up', ts: at }],
  ];
}

/** Least squares, kB a day. */
function slopeOf(samples: readonly { readonly day: number; readonly kB: number }[]): number {
  const n = samples.length;
  const [day, kB] = [
    samples.reduce((sum, one) => sum + one.day, 0) / n,
    samples.reduce((sum, one) => sum + one.kB, 0) / n,
  ];
  const over = samples.reduce((sum, one) => sum + (one.day - day) * (one.kB - kB), 0);
  return over / samples.reduce((sum, one) => sum + (one.day - day) ** 2, 0);
}
