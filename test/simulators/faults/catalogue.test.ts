import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { injectionSchema } from '../../../config/fault-injection.js';
import { CHANCE_FAULTS, LINK_FAULTS, STRIKES } from '../../../config/fault-vocabulary.js';
import { ratesOf } from '../../../config/lab-faults.js';
import { parseLab } from '../../../config/load.js';
import { CATALOGUE, faultRates, type Failure } from '../../../simulators/faults/catalogue.js';
import { TRUE_CAUSES } from '../../../simulators/lab/room.js';
import { edited, LAB_FILE, labText } from '../../config/example-files.js';

const page = readFileSync(new URL('../../../docs/faults.md', import.meta.url), 'utf8');
const usual = faultRates();

function ratesIn(faults: string): Record<string, number> {
  const { simulation } = parseLab(edited(labText, 'rates: {}', faults), LAB_FILE);
  return faultRates(simulation!.faults.scale, ratesOf(simulation!.faults));
}

describe('the catalogue of what goes wrong', () => {
  it('holds every cause that diagnosis is scored against, and a lab file may change every rate', () => {
    expect(Object.keys(CATALOGUE).sort()).toEqual([...TRUE_CAUSES].sort());
    expect(Object.keys(usual).sort()).toEqual([...CHANCE_FAULTS].sort());
  });

  it('can bring about by hand what it brings about by chance, and what happens to links', () => {
    const names = injectionSchema.options.map(({ shape }) => shape.fault.value);
    expect([...names].sort()).toEqual([...CHANCE_FAULTS, ...LINK_FAULTS].sort());
    expect(Object.keys(STRIKES).sort()).toEqual([...names].sort());
  });

  it('puts 6 to 8 % of cells wrong, as a good robot does', () => {
    const perCell = Object.entries<Failure>(CATALOGUE).flatMap(([, { rate }]) =>
      rate?.per === 'cell' ? [rate.value] : [],
    );
    const total = perCell.reduce((sum, rate) => sum + rate, 0);
    expect(total).toBeGreaterThan(0.06);
    expect(total).toBeLessThan(0.08);
  });

  it.each(Object.entries<Failure>(CATALOGUE))('is what docs/faults.md says: %s', (cause, failure) => {
    const { rate, trigger, effect, attribution } = failure;
    const text = rate ? `${Number(rate.value.toPrecision(3))} per ${rate.per}` : '-';
    expect(cells(`\`${cause}\``)).toEqual([`\`${cause}\``, text, trigger, effect, attribution]);
  });

  it.each(LINK_FAULTS)('and its faults of links are those of docs/faults.md: %s', (name) => {
    const option = injectionSchema.options.find(({ shape }) => shape.fault.value === name)!;
    const fields = Object.keys(option.shape).filter((key) => !['fault', 'instrument', 'at'].includes(key));
    const own = fields.map((field) => `\`${field}\``).join(', ');
    expect(cells(`\`${name}\``)).toEqual([`\`${name}\``, option.description, own, STRIKES[name].join(', ')]);
  });
});

/** The row of a table that begins so. */
function cells(first: string): string[] {
  const row = page.split('\n').find((line) => line.startsWith(`| ${first} `)) ?? '';
  return row
    .split('|')
    .slice(1, -1)
    .map((cell) => cell.trim());
}

describe('the rates of a lab', () => {
  it('are the usual ones when nothing is said', () => {
    expect(ratesIn('rates: {}')).toEqual(usual);
  });

  it('are set one by one, or as a multiple of the usual one', () => {
    const rates = ratesIn('rates: { leak: 0.5, hard-short: x3 }');
    expect(rates).toEqual({ ...usual, leak: 0.5, 'hard-short': 0.03 });
  });

  it('follow the scale, but for those that are set', () => {
    expect(faultRates(0, { leak: 0.5 })).toMatchObject({ leak: 0.5, 'hard-short': 0, 'power-loss': 0 });
    expect(faultRates(2)['soft-short']).toBe(0.03);
  });

  it('are read from older files too', () => {
    const rates = ratesIn('dispensingError: 0.02\n    hardShort: 0\n    channelFault: 0.005');
    expect(rates).toEqual({ ...usual, 'dispensing-error': 0.02, 'hard-short': 0 });
  });
});
