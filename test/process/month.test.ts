import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { MonthReport } from '../../agent/cli/month/month-report.js';
import { Running, Workplace } from './agent-process.js';

const SHORT_CAMPAIGN = fileURLToPath(new URL('./short-campaign.yaml', import.meta.url));
const WHOLE = { lost: [], repeated: [], invented: [] };

describe('interphase simulate --days', () => {
  let place: Workplace;
  beforeEach(() => {
    place = new Workplace();
  });
  afterEach(() => {
    place.remove();
  });

  function simulate(days: number, ...more: readonly string[]): Running {
    const wanted = ['--days', String(days), '--channels', '8', '--data', place.data];
    const short = ['--campaign', SHORT_CAMPAIGN, '--speed', '40000'];
    return new Running(['simulate', ...wanted, ...short, ...more]);
  }

  it('works unattended until it is told to end, and its report so far agrees with the lab', async () => {
    const file = join(place.data, 'report.md');
    const running = simulate(30, '--seed', '7', '--json', '--report', file);
    await running.says(/[1-9]\d* completed/);
    running.kill('SIGINT');
    const { code, output } = await running.ended;
    expect({ code, output }).toMatchObject({ code: 0 });
    const report = reportIn(output);
    expect(report).toMatchObject({ seed: '7', channels: 8, agentUp: 1, audit: WHOLE, heldUp: '' });
    expect(report.experiments.completed).toBeGreaterThan(0);
    expect(report.experiments.running).toBe(0);
    expect(report.best[0]?.results[0]?.observed?.value).toBeGreaterThan(80);
    expect(report.lags.tester.count).toBeGreaterThan(0);
    expect(readFileSync(file, 'utf8')).toMatch(/^# Short campaign: \d+\.\d simulated lab days/);
    expect(await place.verify()).toMatchObject({ code: 0 });
    expect(await simulate(30, '--seed', '8').ended).toMatchObject({
      code: 3,
      output: expect.stringContaining('holds a run with seed 7'),
    });
  });

  it('goes on where it was killed, to the end of its days', async () => {
    const first = simulate(6, '--json');
    await first.says(/day 1\.\d/);
    first.kill('SIGKILL');
    await first.ended;
    const { code, output } = await simulate(6, '--json').ended;
    expect({ code, output }).toMatchObject({
      code: 0,
      output: expect.stringContaining('experiments running'),
    });
    const report = reportIn(output);
    expect(report).toMatchObject({ audit: WHOLE });
    expect(report.days).toBeGreaterThanOrEqual(6);
    expect(report.agentUp).toBeLessThan(1);
    expect(report.audit.programs).toBeGreaterThan(3);
  });
});

/** What was printed as JSON, among the lines for people. */
function reportIn(output: string): MonthReport {
  const from = output.indexOf('{\n');
  return JSON.parse(output.slice(from, output.lastIndexOf('\n}') + 2)) as MonthReport;
}
