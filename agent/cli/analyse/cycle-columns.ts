/** The cycle table for people: every column in its UCUM unit, by the ending of its name. */
import type { Cycle } from '../../analysis/cycling/cycle.js';

export interface CycleColumn {
  readonly name: keyof Cycle;
  /** `discharge capacity / mA.h`. */
  readonly title: string;
  readonly cell: (cycle: Cycle) => string;
}

interface Shown {
  readonly unit: string;
  readonly factor: number;
  readonly offset?: number;
}

/** Endings of names; the first that fits. */
const SHOWN: readonly (readonly [ending: string, shown: Shown])[] = [
  ['As', { unit: 'mA.h', factor: 1 / 3.6 }],
  ['K', { unit: 'Cel', factor: 1, offset: -273.15 }],
  ['J', { unit: 'mW.h', factor: 1 / 3.6 }],
  ['V', { unit: 'V', factor: 1 }],
  ['S', { unit: 'h', factor: 1 / 3600 }],
  ['Efficiency', { unit: '%', factor: 100 }],
  ['Share', { unit: '%', factor: 100 }],
];

/** One for each entry of a cycle, in its order. */
export function cycleColumns(sample: Cycle): CycleColumn[] {
  return (Object.keys(sample) as (keyof Cycle)[]).map((name) => {
    const [ending = '', shown] = SHOWN.find(([end]) => name.endsWith(end)) ?? [];
    const stem = ending !== '' && shown?.unit !== '%' ? name.slice(0, -ending.length) : name;
    const words = stem.replace(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`);
    return {
      name,
      title: shown ? `${words} / ${shown.unit}` : words,
      cell: (cycle) => cellOf(cycle[name], shown),
    };
  });
}

/** Nothing for what there is not. */
function cellOf(value: Cycle[keyof Cycle], shown: Shown | undefined): string {
  if (value === null) return '';
  if (typeof value !== 'number' || !shown) return String(value);
  return String(Number((value * shown.factor + (shown.offset ?? 0)).toPrecision(9)));
}
