import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { count, countUpTo, positive } from '../../../agent/cli/arguments.js';
import { formatDuration } from '../../../agent/cli/duration.js';
import { describeRecipe, formatSummary } from '../../../agent/cli/summary.js';
import { formatTable } from '../../../agent/cli/table.js';
import type { Report, ReportedExperiment } from '../../../agent/campaign/report.js';

describe('a duration', () => {
  it.each([
    [0, '0 s'],
    [41, '41 s'],
    [60, '1.0 min'],
    [3 * 3600, '3.0 h'],
    [18.2 * 86_400, '18.2 d'],
  ])('of %d s reads %s', (seconds, text) => {
    expect(formatDuration(seconds)).toBe(text);
  });
});

describe('an argument', () => {
  it.each(['0', '-1', 'x', 'Infinity', ''])('that must be positive is not "%s"', (text) => {
    expect(() => positive(text)).toThrow('above zero');
  });

  it.each(['0', '1.5', 'two', '-3'])('that counts is not "%s"', (text) => {
    expect(() => count(text)).toThrow('whole number');
  });

  it('that counts up to a limit is not beyond it', () => {
    expect(() => countUpTo(200)('1000')).toThrow('at most 200');
  });

  it('that is right is taken', () => {
    expect(positive('0.5')).toBe(0.5);
    expect(count('24')).toBe(24);
    expect(countUpTo(200)('200')).toBe(200);
  });
});

describe('a table', () => {
  it('has columns as wide as their widest cell, aligned as asked', () => {
    const columns = [{ title: 'name' }, { title: 'n', align: 'right' }] as const;
    const rows = [
      ['a', '1'],
      ['longer', '22'],
    ];
    const text = formatTable(columns, rows);
    expect(text.split('\n')).toEqual(['name     n', '------  --', 'a        1', 'longer  22']);
  });

  it('has a line for each row, and no cell cut off', () => {
    const cell = fc.string({ maxLength: 12 }).map((text) => text.replace(/\s/g, ''));
    fc.assert(
      fc.property(fc.array(fc.tuple(cell, cell)), (rows) => {
        const lines = formatTable([{ title: 'a' }, { title: 'b' }], rows).split('\n');
        expect(lines).toHaveLength(rows.length + 2);
        rows.forEach((row, k) => {
          for (const text of row) expect(lines[k + 2]).toContain(text);
        });
      }),
    );
  });
});

describe('the summary of a run', () => {
  const base: ReportedExperiment = {
    id: 'E0001',
    attempt: 1,
    parameters: { 'solvent.EC': 0.3, 'additive.VC': 0, 'formation.cRate': 0.123456 },
    reason: 'initial design',
    broken: [],
    results: [{ predicted: null, observed: { value: 91.234, sd: 0.5 }, zScore: null }],
    status: 'completed',
    validity: { status: 'valid' },
    failure: null,
    startedAt: '2026-01-01T00:00:00.000Z',
    endedAt: '2026-01-02T00:00:00.000Z',
  };
  const failed: ReportedExperiment = {
    ...base,
    id: 'E0002',
    results: [{ predicted: null, observed: null, zScore: null }],
    status: 'failed',
    failure: {
      stage: 'formation',
      category: 'equipment_failure',
      attribution: 'machine',
      cause: 'channel-fault',
      evidence: 'relay',
    },
  };
  const repeated: ReportedExperiment = {
    ...base,
    id: 'E0003',
    attempt: 2,
    results: [{ predicted: { mean: 90.5, sd: 1.25 }, observed: { value: 91.234, sd: 0.5 }, zScore: 0.6 }],
    validity: { status: 'suspect', reason: 'capacity_retention: a gap of 3 h' },
  };
  const report: Report = {
    campaign: 'Longer life',
    objectives: [{ quantity: 'capacity_retention', unit: '%', direction: 'maximise' }],
    experiments: [base, failed, repeated],
    best: [{ id: 'E0001', values: [91.234] }],
    failures: { 'channel-fault': 1 },
    findings: {},
    units: {},
    labTimeS: 86_400,
  };
  const lines = formatSummary(report).split('\n');
  const lineOf = (id: string): string => lines.find((line) => line.startsWith(id)) ?? '';

  it('shows what was predicted and what came out, each with its uncertainty', () => {
    expect(lineOf('E0003')).toMatch(/90\.50 ± 1\.25 +91\.23 ± 0\.50 +0\.6 /);
    expect(lineOf('E0001')).toContain('no model yet');
  });

  it('shows a failed experiment with its cause, and whose fault it was', () => {
    expect(lineOf('E0002')).toMatch(/failed.*channel-fault.*machine/);
    expect(lines).toContain('failed   channel-fault 1');
  });

  it('tells what was found on completed experiments apart from what failed', () => {
    expect(formatSummary({ ...report, findings: { 'lithium-plating': 5 } })).toMatch(
      /failed {3}channel-fault 1\nfound {4}lithium-plating 5\n/,
    );
  });

  it('shows the limit that is known of a cell that was ended early', () => {
    const limit = { value: 93.1, side: 'below' } as const;
    const cut = { ...base, id: 'E0009', results: [{ predicted: null, observed: null, limit, zScore: null }] };
    expect(formatSummary({ ...report, experiments: [cut] })).toMatch(/E0009.*below 93\.10/);
  });

  it('marks what is suspect or was tried before', () => {
    expect(lineOf('E0003')).toMatch(/try 2.*suspect/);
  });

  it('ends with the best and how long it lasted', () => {
    expect(lines.slice(-3)).toEqual([
      'best     91.234 % in E0001',
      'failed   channel-fault 1',
      'lasted   1.0 d of lab time',
    ]);
    expect(formatSummary({ ...report, experiments: [], best: [], failures: {} })).toMatch(
      /nothing was measured\nfailed {3}none/,
    );
  });

  it('shows each of several objectives, and ends with the front', () => {
    const objectives: Report['objectives'] = [
      ...report.objectives,
      { quantity: 'film_resistance', unit: 'Ohm', direction: 'minimise' },
    ];
    const resistance = { predicted: { mean: 20, sd: 2 }, observed: { value: 21, sd: 1 }, zScore: 0.5 };
    const both = { ...base, results: [...base.results, resistance] };
    const best = [
      { id: 'E0001', values: [91.234, 21] },
      { id: 'E0004', values: [90, 12] },
    ];
    const shown = formatSummary({ ...report, objectives, experiments: [both], best }).split('\n');
    expect(shown[0]).toBe('Longer life: maximise capacity_retention (%), minimise film_resistance (Ohm)');
    expect(shown.find((line) => line.startsWith('E0001'))).toMatch(
      /91\.23 ± 0\.50 +20\.00 ± 2\.00 +21\.00 ± 1/,
    );
    expect(shown.slice(-4, -2)).toEqual([
      'front    91.234 %, 21.000 Ohm in E0001',
      '         90.000 %, 12.000 Ohm in E0004',
    ]);
  });

  it('describes a recipe by what is in it', () => {
    expect(describeRecipe(base.parameters)).toBe('EC 0.3 formation.cRate 0.123');
  });
});
