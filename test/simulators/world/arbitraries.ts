/** Anything that could be asked of the world, sensible or not. */
import * as fc from 'fast-check';
import type { Formulation } from '../../../drivers/synthesis-robot.js';
import type { Protocol, Step } from '../../../drivers/protocol.js';
import { SALTS, SOLVENTS } from '../../../simulators/world/electrolyte/ingredients.js';

const ADDITIVES = ['VC', 'FEC', 'DTD', 'PS', 'PES', 'MMDS', 'LiPO2F2', 'TMSPi', 'LiBOB', 'LiDFOB'];

function amounts(names: readonly string[], most: number, fewest = 0): fc.Arbitrary<Record<string, number>> {
  return fc.dictionary(fc.constantFrom(...names), fc.double({ min: 0.001, max: most, noNaN: true }), {
    minKeys: fewest,
    maxKeys: 4,
  });
}

export const anyFormulation: fc.Arbitrary<Formulation> = fc
  .record({
    solvents: amounts(Object.keys(SOLVENTS), 1, 1),
    saltsMolPerL: amounts(Object.keys(SALTS), 2),
    additives: amounts(ADDITIVES, 0.08),
  })
  .map(({ solvents, ...rest }) => {
    const total = Object.values(solvents).reduce((sum, w) => sum + w, 0);
    return {
      ...rest,
      solvents: Object.fromEntries(Object.entries(solvents).map(([n, w]) => [n, w / total])),
    };
  });

export const ANY_LIMITS = { minVoltageV: 0.5, maxVoltageV: 4.6, maxCurrentA: 0.05, maxTemperatureK: 353 };

const aVoltage = fc.double({ min: 2, max: 4.5, noNaN: true });
const aCurrent = fc
  .tuple(fc.double({ min: 1e-5, max: 0.03, noNaN: true }), fc.constantFrom(-1, 1))
  .map(([size, sign]) => size * sign);
const aTime = fc.double({ min: 1, max: 5e3, noNaN: true });

const anyStep: fc.Arbitrary<Step> = fc.oneof(
  aTime.map((durationS): Step => ({ kind: 'rest', durationS })),
  fc
    .double({ min: 253, max: 350, noNaN: true })
    .map((temperatureK): Step => ({ kind: 'temperature', temperatureK })),
  fc
    .record({
      currentA: fc.double({ min: 1e-5, max: 0.03, noNaN: true }),
      charge: fc.boolean(),
      v: aVoltage,
      t: aTime,
    })
    .map(({ currentA, charge, v, t }): Step => ({
      kind: 'constant-current',
      currentA: charge ? currentA : -currentA,
      until: [
        { quantity: 'voltage', value: v },
        { quantity: 'time', value: t },
      ],
    })),
  fc.record({ currentA: aCurrent, voltageV: aVoltage, t: aTime }).map(({ currentA, voltageV, t }): Step => ({
    kind: 'constant-current-constant-voltage',
    currentA,
    voltageV,
    until: [
      { quantity: 'current', value: 2e-4 },
      { quantity: 'time', value: t },
    ],
  })),
  fc.record({ powerW: aCurrent, v: aVoltage, t: aTime }).map(({ powerW, v, t }): Step => ({
    kind: 'constant-power',
    powerW,
    until: [
      { quantity: 'voltage', value: v },
      { quantity: 'time', value: t },
    ],
  })),
  aCurrent.map((currentA): Step => ({ kind: 'pulse', currentA })),
  fc.constant<Step>({ kind: 'impedance', fromHz: 1e4, toHz: 1, perDecade: 2 }),
  aTime.map((durationS): Step => ({
    kind: 'rest',
    durationS,
    until: [{ quantity: 'voltage-rate', value: 1e-6 }],
  })),
  fc.record({ voltageV: aVoltage, t: aTime }).map(({ voltageV, t }): Step => ({
    kind: 'constant-voltage',
    voltageV,
    until: [
      { quantity: 'current', value: 2e-4 },
      { quantity: 'time', value: t },
    ],
  })),
);

export const anyProtocol: fc.Arbitrary<Protocol> = fc
  .array(anyStep, { minLength: 1, maxLength: 6 })
  .map((steps) => ({
    steps: [{ kind: 'loop', times: 2, steps }],
    record: { everyS: 600, everyV: 0.02 },
    limits: ANY_LIMITS,
  }));
