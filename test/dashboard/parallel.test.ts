import { describe, expect, it } from '@jest/globals';
import { parallelOf } from '../../dashboard/data/parallel.js';
import type { Report, ReportedExperiment } from '../../dashboard/data/report.js';

type Parameters = ReportedExperiment['parameters'];

function experiment(id: string, parameters: Parameters, value: number | undefined, broken: string[] = []) {
  const failure = {
    stage: 'formulation',
    category: 'other',
    attribution: 'recipe',
    cause: 'insoluble',
    evidence: '',
  };
  return {
    ...{ id, attempt: 1, parameters, reason: '', broken, startedAt: '', endedAt: '' },
    results: [{ predicted: null, observed: value === undefined ? null : { value, sd: 0.5 }, zScore: null }],
    status: value === undefined ? ('failed' as const) : ('completed' as const),
    failure: value === undefined ? failure : null,
  };
}

function report(
  experiments: readonly ReportedExperiment[],
  direction: 'maximise' | 'minimise' = 'maximise',
): Report {
  const objectives = [{ quantity: 'capacity_retention', unit: '%', direction }];
  const units = { 'additive.VC': '%', 'solvent.EC': 'kg/kg' };
  return { campaign: 'c', objectives, experiments, units, best: [], failures: {}, labTimeS: 0 };
}

const FIVE = [
  experiment('E1', { 'additive.VC': 0, 'solvent.EC': 0.3, film: 'LiF' }, 80),
  experiment('E2', { 'additive.VC': 1, 'solvent.EC': 0.3, film: 'none' }, 90),
  experiment('E3', { 'additive.VC': 2, 'solvent.EC': 0.3, film: 'LiF' }, undefined),
  experiment('E4', { 'additive.VC': 1.5, 'solvent.EC': 0.3, film: 'LiF' }, 99, [
    'gas_volume 2.0 mL, at most 1 mL wanted',
  ]),
  { ...experiment('E5', { 'additive.VC': 9, 'solvent.EC': 0.9, film: 'LiF' }, undefined), failure: null },
];

describe('recipes over parallel axes', () => {
  const { axes, outcome, lines, ranked, same } = parallelOf(report(FIVE), 0);
  const line = (id: string) => lines.find((each) => each.experiment.id === id)!;

  it('have an axis, with its ends and unit, for what varies, and say what does not', () => {
    expect(axes.map(({ label }) => label)).toEqual(['VC, 0 to 2 %', 'film: LiF · none']);
    expect(same).toEqual(['EC 0.3 kg/kg']);
    expect(outcome.label).toBe('capacity retention, 80 to 99 %, best right');
    expect(axes[0]!.at(FIVE[1]!)).toBe(0.5);
    expect(axes[1]!.at(FIVE[1]!)).toBe(1);
  });

  it('rank what was measured inside all bounds, keep what failed, and leave out what is under way', () => {
    expect(lines.map(({ experiment: { id } }) => id).sort()).toEqual(['E1', 'E2', 'E3', 'E4']);
    expect([ranked, line('E2').rank, line('E1').rank, line('E4').rank]).toEqual([2, 1, 2, undefined]);
    expect([line('E2').quarter, line('E4').quarter, line('E3').quarter]).toEqual([0, 3, undefined]);
    expect(lines.at(-1)).toBe(line('E2'));
    expect(outcome.at(FIVE[2]!)).toBeUndefined();
  });

  it('are told in words with units', () => {
    expect(line('E2').told).toBe(
      'capacity retention 90.0 ± 0.5 % · rank 1 of 2 · VC 1 % · EC 0.3 kg/kg · film none',
    );
    expect(line('E3').told).toMatch(/^failed: insoluble · VC 2 %/);
    expect(line('E4').told).toMatch(/gas volume 2\.0 mL, at most 1 mL wanted/);
  });

  it('keep a cell that was ended early at its limit, without a rank', () => {
    const limit = { value: 85, side: 'below' as const };
    const early = {
      ...FIVE[0]!,
      id: 'E6',
      results: [{ predicted: null, observed: null, limit, zScore: null }],
    };
    const shown = parallelOf(report([...FIVE, early]), 0);
    const told = shown.lines.find((each) => each.experiment.id === 'E6')!;
    expect([told.rank, told.quarter, told.side]).toEqual([undefined, 3, 'below']);
    expect(told.told).toMatch(/^capacity retention below 85\.00 % · VC 0 %/);
    expect(shown.outcome.at(early)).toBeCloseTo(5 / 19);
    expect([shown.ranked, shown.outOfBounds, shown.endedEarly]).toEqual([2, 1, 1]);
  });

  it('rank the least first where less is better, and stand with nothing to show', () => {
    const less = parallelOf(report(FIVE, 'minimise'), 0);
    expect(less.lines.at(-1)!.experiment.id).toBe('E1');
    expect(parallelOf(report([]), 0)).toMatchObject({ axes: [], lines: [], same: [] });
  });
});
