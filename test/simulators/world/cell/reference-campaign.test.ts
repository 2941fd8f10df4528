import { describe, expect, it } from '@jest/globals';
import type { Formulation } from '../../../../drivers/synthesis-robot.js';
import { electrolyte, makeCell } from '../cells.js';
import {
  runReference,
  type Campaign,
  type Fingerprint,
} from '../../../../bench/physics/reference-campaign.js';

/** Published: first-cycle efficiency %, formed film nm, q3 mAh, retention at 100 %, efficiency at 10 and 50 %, ohm after formation. */
type Young = readonly [number, number, number, number, number, number, number];
/** Published after 500 cycles: retention %, ohm, film nm, porosity, lost cathode and graphite %. */
type Old = readonly [number, number, number, number, number, number];

const VC2 = electrolyte({ VC: 2 });
const HOT = { temperatureK: 313.15 };

const YOUNG: readonly (readonly [string, Formulation, Partial<Campaign>, Young])[] = [
  ['FEC 10 %', electrolyte({ FEC: 10 }), {}, [88.88, 25.9, 4.319, 98.5, 99.9677, 99.9884, 39.3]],
  ['VC 2 % DTD 1 %', electrolyte({ VC: 2, DTD: 1 }), {}, [88.59, 26.2, 4.311, 98.43, 99.9631, 99.9881, 38.0]],
  [
    'PES 2 % MMDS 1 % TMSPi 1 %',
    electrolyte({ PES: 2, MMDS: 1, TMSPi: 1 }),
    {},
    [87.92, 26.9, 4.288, 98.38, 99.9592, 99.9887, 36.0],
  ],
  [
    'LiPF6 0.9 M LiBOB 0.1 M',
    { ...electrolyte(), saltsMolPerL: { LiPF6: 0.9, LiBOB: 0.1 } },
    {},
    [87.9, 28.5, 4.298, 98.83, 99.9836, 99.9887, 40.3],
  ],
  ['VC 2 % at 40 Cel', VC2, HOT, [88.92, 25.6, 4.399, 97.5, 99.9496, 99.9793, 28.6]],
];

const OLD: readonly (readonly [string, Formulation, Partial<Campaign>, Young, Old])[] = [
  [
    'no additive',
    electrolyte(),
    {},
    [88.37, 25.7, 4.303, 97.0, 99.9478, 99.9734, 36.8],
    [89.79, 44.6, 62.5, 0.181, 1.27, 2.5],
  ],
  [
    'EMC only',
    { ...electrolyte(), solvents: { EMC: 1 } },
    {},
    [87.73, 23.1, 4.277, 95.45, 99.9298, 99.9569, 36.9],
    [84.37, 49.6, 75.3, 0.157, 1.27, 2.41],
  ],
  [
    'VC 2 % at 40 Cel to 4.4 V',
    VC2,
    { ...HOT, upperV: 4.4 },
    [89.89, 25.9, 4.947, 95.37, 99.8738, 99.8836, 28.9],
    [76.28, 95.0, 84.5, 0.14, 23.83, 2.68],
  ],
];

function retention(run: Fingerprint, cycle: number): number {
  return (100 * run.capacitiesMAh[cycle - 1]!) / run.capacitiesMAh[2]!;
}

/** Every value within its own tolerance of the published one. */
function expectNear(
  values: readonly number[],
  published: readonly number[],
  within: readonly number[],
): void {
  const off = values.filter((value, index) => !(Math.abs(value - published[index]!) <= within[index]!));
  expect({ off, values }).toEqual({ off: [], values });
}

function expectYoung(run: Fingerprint, published: Young): void {
  const { firstCycleEfficiencyPercent, formedFilmNm, capacitiesMAh, efficienciesPercent, resistanceOhm } =
    run;
  const values = [
    firstCycleEfficiencyPercent,
    formedFilmNm,
    capacitiesMAh[2]!,
    retention(run, 100),
    efficienciesPercent[9]!,
    efficienciesPercent[49]!,
    resistanceOhm[0],
  ];
  expectNear(values, published, [0.03, 0.11, 0.001, 0.02, 0.004, 0.004, 0.06]);
}

describe('the reference campaign', () => {
  it.each(YOUNG)(
    'gives the published fingerprint of 100 cycles with %s',
    (_name, mix, changes, published) => {
      expectYoung(runReference(makeCell(mix), { ...changes, cycles: 100 }), published);
    },
  );

  it.each(OLD)('gives the published fingerprint of 500 cycles with %s', (_name, mix, changes, young, old) => {
    const cell = makeCell(mix);
    const lithiumC = cell.lithiumC;
    const run = runReference(cell, changes);
    expectYoung(run, young);
    const { filmThicknessM, cathodeFraction, graphiteFraction } = cell.state;
    const lost = [100 * (1 - cathodeFraction), 100 * (1 - graphiteFraction)];
    const { graphitePorosity } = cell.body.size;
    const values = [
      retention(run, 500),
      run.resistanceOhm[1],
      filmThicknessM * 1e9,
      graphitePorosity,
      ...lost,
    ];
    expectNear(values, old, [0.02, 0.11, 0.11, 0.001, 0.011, 0.011]);
    expect(Math.abs(cell.lithiumC / lithiumC - 1)).toBeLessThan(1e-9);
  });
});
