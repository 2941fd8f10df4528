import { describe, expect, it } from '@jest/globals';
import { findingTable } from '../../../planner/experts/finding-table.js';
import { wantedBeyond } from '../../../planner/experts/wanted.js';
import { hasShownGain, weigh } from '../../../planner/experts/weighing.js';
import { campaignAfter } from './campaign.js';

const request = campaignAfter(4);
const [first, second, ...rest] = request.findings!;
const { parameters } = first!;

describe('the findings of a campaign as rows of domains', () => {
  it('leave out what is always the same, and keep what is missing as such', () => {
    const bare = { parameters: second!.parameters, results: {}, measured: {}, succeeded: false };
    const { schema, table } = findingTable({ ...request, findings: [first!, bare, ...rest] });
    expect(schema.domains.map(({ name, quantities }) => [name, ...quantities])).toEqual([
      ['impedance', 'film'],
      ['targets', 'loss'],
      ['outcome', 'succeeded'],
    ]);
    expect([...table.values['outcome']!]).toEqual([1, 0, 1, 1]);
    expect(table.values['targets']![1]).toBeNaN();
  });

  it('have each objective in its place, though all its results are alike', () => {
    const objectives = (['cost', 'loss'] as const).map((name) => ({ name, direction: 'minimise' as const }));
    const findings = request.findings!.map((one) => ({ ...one, results: { ...one.results, cost: 7 } }));
    const { schema } = findingTable({ ...request, objectives, findings });
    expect(schema.domains.find(({ name }) => name === 'targets')!.quantities).toEqual(['cost', 'loss']);
  });

  it('say whose they are, and hold a recipe that others know together with what the laboratory knows of it', () => {
    const told = (source: string) => ({ parameters, source, results: { loss: 2 }, measured: {} });
    const { schema, table } = findingTable({
      ...request,
      findings: [first!, told('paper'), second!, told('model'), told('paper')],
    });
    expect(schema.sources).toEqual(['lab', 'paper', 'model']);
    expect([...table.sources]).toEqual([0, 1, 0, 2, 1]);
    expect([...table.groups]).toEqual([0, 0, 1, 0, 0]);
  });

  it('hold replicates of a recipe together', () => {
    const again = { ...first!, results: { loss: 0.7 }, parameters: { ...parameters } };
    const { table } = findingTable({ ...request, findings: [first!, second!, again] });
    expect([...table.groups]).toEqual([0, 1, 0]);
  });
});

describe('what the model is asked for', () => {
  const found = [1, 2, 3].map((value) => ({ ...first!, results: { life: value, cost: value } }));

  it('is half a standard deviation beyond the best', () => {
    const [[wanted]] = wantedBeyond([{ name: 'life', direction: 'maximise' }], found) as [[number]];
    expect(wanted).toBeCloseTo(3 + 0.5 * Math.sqrt(2 / 3), 12);
    expect(wantedBeyond([{ name: 'price', direction: 'minimise' }], found)).toEqual([]);
  });

  it('is no more than the laboratory could find, whatever others say', () => {
    const others = found.map((one) => ({ ...one, source: 'paper', results: { life: 99, cost: 0 } }));
    const life = { name: 'life', direction: 'maximise' } as const;
    expect(wantedBeyond([life], [...others, ...found])).toEqual(wantedBeyond([life], found));
    expect(wantedBeyond([life], others)).toEqual([]);
  });

  it('lies beyond points of the front, of several objectives', () => {
    const both = [
      { name: 'life', direction: 'maximise' },
      { name: 'cost', direction: 'minimise' },
    ] as const;
    const wanted = wantedBeyond(both, found);
    expect(wanted).toHaveLength(3);
    for (const [life, cost] of wanted as [number, number][])
      expect(life - cost).toBeCloseTo(Math.sqrt(2 / 3), 12);
  });
});

describe('the weighing of a second expert', () => {
  it('counts rows that both were asked about', () => {
    const weighing = weigh([-1, undefined, -2, -3], [-1, -9, -2, undefined]);
    expect(weighing.weights[0]).toBeCloseTo(0.5, 9);
    expect(weighing.gain).toBeCloseTo(0, 12);
  });

  it('shows a gain only beyond its standard error', () => {
    const gp = [-2, -2.1, -1.9, -2, -2.2];
    expect(hasShownGain([weigh(gp, [-1, -1.2, -0.9, -1, -1.1])])).toBe(true);
    expect(hasShownGain([weigh(gp, [-1, -4, -0.9, -3, -3.5])])).toBe(false);
    expect(hasShownGain([weigh([-2], [0])])).toBe(false);
  });
});
