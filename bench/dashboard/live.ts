/** 64 channels and their experiments live at 1 Hz: what the whole browser takes of a core. */
import { readdirSync, readFileSync } from 'node:fs';
import type { Browser } from 'playwright-core';
import { aLab } from '../../test/dashboard/a-lab.js';
import { startStubAgent } from '../../test/dashboard/stub-agent.js';
import { judged, type Row } from './row.js';
import { readingsOf } from './channels.js';

const SECONDS = 60;
const TICKS_PER_S = 100;

export async function liveShare(browser: Browser, pid: number): Promise<Row> {
  const agent = await startStubAgent(aLab());
  const page = await browser.newPage({ viewport: { width: 1600, height: 1000 } });
  await page.goto(agent.address);
  await page.getByRole('heading', { name: 'In flight' }).waitFor();
  let before = 0;
  for (let second = -5; second < SECONDS; second++) {
    if (second === 0) before = ticksOf(pid);
    await agent.tellAll([
      ...readingsOf(second),
      ['bridge/health', { broker: 'up', ts: new Date().toISOString() }],
    ]);
    await page.waitForTimeout(1000);
  }
  const share = (100 * (ticksOf(pid) - before)) / TICKS_PER_S / SECONDS;
  await page.close();
  await agent.close();
  return judged(`64 channels and 3 instruments at 1 Hz, ${SECONDS} s: of a core`, share, '%', 30);
}

/** CPU time of a process and all that it started, ticks. */
function ticksOf(root: number): number {
  const all = readdirSync('/proc').flatMap((name) => {
    if (!/^\d+$/.test(name)) return [];
    try {
      // What stands behind the name in brackets: state, parent, ...
      const fields = readFileSync(`/proc/${name}/stat`, 'utf8')
        .replace(/^.*\) /s, '')
        .split(' ');
      return [
        { pid: Number(name), parent: Number(fields[1]), ticks: Number(fields[11]) + Number(fields[12]) },
      ];
    } catch {
      return [];
    }
  });
  const sum = (pid: number): number =>
    (all.find((one) => one.pid === pid)?.ticks ?? 0) +
    all.filter(({ parent }) => parent === pid).reduce((total, child) => total + sum(child.pid), 0);
  return sum(root);
}
