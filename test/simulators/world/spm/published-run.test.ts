import { describe, expect, it } from '@jest/globals';
import { readFileSync } from 'node:fs';
import type { FilmLaw } from '../../../../simulators/world/spm/published-laws.js';
import type { PlatingLaw } from '../../../../simulators/world/spm/published-mode.js';
import {
  publishedCell,
  publishedCycles,
  type SimpleStep,
} from '../../../../simulators/world/spm/published-run.js';

interface Case {
  readonly law: FilmLaw;
  readonly plating: PlatingLaw;
  readonly temperatureK: number;
  readonly soc: number | null;
  /** In PyBaMM's words. */
  readonly steps: readonly string[];
  readonly cycles: readonly {
    readonly filmChargeMAh: number;
    readonly dischargeCapacityAh: number;
    readonly platedChargeMAh: number;
  }[];
}

/** Made by bench/physics/pybamm-cases.py. */
const { cases } = JSON.parse(readFileSync(new URL('./pybamm-cases.json', import.meta.url), 'utf8')) as {
  cases: Case[];
};

function currentA(rate: string): number {
  const [, share, times] = /^(?:C\/(\d+)|(\d+)C)$/.exec(rate)!;
  return 5 * (times === undefined ? 1 / Number(share) : Number(times));
}

function step(words: string): SimpleStep {
  const held = /^Hold at (\S+) V until (\S+)$/.exec(words);
  if (held) {
    const until = [{ quantity: 'current' as const, value: currentA(held[2]!) }];
    return { kind: 'constant-voltage', voltageV: Number(held[1]), until };
  }
  const [, kind, rate, volts] = /^(Charge|Discharge) at (\S+) until (\S+) V$/.exec(words)!;
  const sign = kind === 'Charge' ? 1 : -1;
  const until = [{ quantity: 'voltage' as const, value: Number(volts) }];
  return { kind: 'constant-current', currentA: sign * currentA(rate!), until };
}

function relative(ours: number, theirs: number): number {
  return Math.abs(ours / theirs - 1);
}

describe('the test mode against PyBaMM', () => {
  it.each(
    cases.map(
      (one) =>
        [`${one.law}, plating ${one.plating}, ${one.temperatureK} K: ${one.steps.join('; ')}`, one] as const,
    ),
  )('%s', (_name, { law, plating, temperatureK, soc, steps, cycles }) => {
    const start = soc === null ? {} : { start: { share: soc, lowerV: 2.5, upperV: 4.2 } };
    const cell = publishedCell({
      cellType: 'cylindrical-21700-LG-M50',
      law,
      plating,
      temperatureK,
      ...start,
    });
    const ours = [...publishedCycles(cell, steps.map(step), cycles.length)];
    const film = cycles.map((theirs, k) => relative(ours[k]!.filmChargeMAh, theirs.filmChargeMAh));
    const capacity = cycles.map((theirs, k) =>
      relative(ours[k]!.dischargeCapacityAh, theirs.dischargeCapacityAh),
    );
    expect(Math.max(...film)).toBeLessThan(1e-3);
    expect(Math.max(...capacity)).toBeLessThan(2e-4);
    if (plating === 'none') return;
    for (const [k, { platedChargeMAh }] of cycles.entries()) {
      // Of reversible plating nothing is left at the end of a discharge, whatever rounding says.
      expect(Math.abs(ours[k]!.platedChargeMAh - platedChargeMAh)).toBeLessThan(
        0.01 * platedChargeMAh + 1e-3,
      );
    }
  });
});
