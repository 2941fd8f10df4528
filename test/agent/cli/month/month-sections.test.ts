import { describe, expect, it } from '@jest/globals';
import { confusionOf } from '../../../../agent/audit/confusion.js';
import type { MonthReport } from '../../../../agent/cli/month/month-report.js';
import { monthSections } from '../../../../agent/cli/month/month-sections.js';
import { asText } from '../../../../agent/cli/month/sections.js';

const LAG = { count: 9, medianS: 60, p99S: 600, maxS: 900 };
const REPORT: MonthReport = {
  campaign: 'Longer life',
  objectives: [{ quantity: 'capacity_retention', unit: '%', direction: 'maximise' }],
  seed: '7',
  channels: 64,
  days: 30,
  experiments: { running: 0, completed: 80, failed: 12, aborted: 64 },
  failures: { 'channel-fault': 4, insoluble: 8 },
  diagnosis: confusionOf([
    { truth: 'insoluble', said: 'insoluble' },
    { truth: 'leak', said: 'nothing' },
  ]),
  audit: { programs: 900, faults: 13, lost: [], repeated: [], invented: [], misdiagnosed: ['E0009: leak'] },
  agentUp: 0.999,
  uptime: [{ instrument: 'tester', up: 0.99, losses: 1, busy: 0.9 }],
  consumables: [{ item: 'EC', used: 0.012, left: 0.188, unit: 'kg' }],
  lags: { tester: LAG, agent: LAG },
  heldUp: '',
  best: [],
};
const textOf = (changes: Partial<MonthReport> = {}): string =>
  asText(monthSections({ ...REPORT, ...changes }));

describe('the report of an unattended period', () => {
  it('says that its days are simulated', () => {
    expect(textOf()).toMatch(/^Longer life: 30\.0 simulated lab days, 64 channels, seed 7\n/);
  });

  it('counts what ended apart from what was under way, and failures by cause, most first', () => {
    expect(textOf()).toMatch(/92 ended: 80 completed, 12 failed\n +64 under way/);
    expect(textOf()).toMatch(/insoluble +8\n +channel-fault +4/);
  });

  it('says that nothing was lost only when that is so', () => {
    expect(textOf()).toContain("agrees with the lab's journal: 0 lost");
    const audit = { ...REPORT.audit, lost: ['E0001.form was carried out, the record does not know it'] };
    expect(textOf({ audit })).toContain("does NOT agree with the lab's journal: 1 lost");
    expect(textOf({ audit })).toContain('E0001.form was carried out');
  });

  it('shows where the diagnosis was wrong', () => {
    expect(textOf()).toMatch(/50\.0 % right/);
    expect(textOf()).toContain('E0009: leak');
    expect(textOf()).toMatch(/leak +1 +\. +\. +0\.0 %/);
  });

  it('shows uptime, use, consumables and lag in units of their own', () => {
    expect(textOf()).toMatch(/tester .* 99\.00 % +1 +90\.00 %/);
    expect(textOf()).toMatch(/EC +12\.00 g +188\.00 g/);
    expect(textOf()).toContain('median 1.0 min, p99 10.0 min, longest 15.0 min of lab time');
  });

  it('says when the clock was too fast for the machine, and only then', () => {
    const lags = { tester: LAG, agent: { ...LAG, p99S: 3 * 3600 } };
    expect(textOf({ lags })).toContain('the clock outran this machine');
    expect(textOf()).not.toContain('outran');
  });

  it('says why the campaign was held up', () => {
    expect(textOf({ heldUp: '6 experiments in a row' })).toContain('held up: 6 experiments in a row');
    expect(textOf()).not.toContain('held up');
  });
});
