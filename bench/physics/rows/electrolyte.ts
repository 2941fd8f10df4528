/** Rows 12 to 15: conductivity of 1 mol/L LiPF6 in carbonate blends. */
import type { Formulation } from '../../../drivers/synthesis-robot.js';
import { electrolyteProperties } from '../../../simulators/world/electrolyte/electrolyte.js';
import { withinAll, type Row } from '../row.js';

const EC_EMC = { EC: 0.3, EMC: 0.7 };

/** mS/cm. */
function conductivity(solvents: Formulation['solvents'], molPerL = 1, temperatureK = 298.15): number {
  const formulation = { solvents, saltsMolPerL: { LiPF6: molPerL }, additives: {} };
  return 10 * electrolyteProperties(formulation, temperatureK).conductivitySPerM;
}

function bestConcentration(): number {
  const grid = Array.from({ length: 251 }, (_, k) => 0.25 + 0.01 * k);
  return grid.reduce((best, c) => (conductivity(EC_EMC, c) > conductivity(EC_EMC, best) ? c : best));
}

export const ELECTROLYTE_ROWS: readonly Row[] = [
  {
    number: 12,
    quantity: 'conductivity of EC:EMC 3:7 at 25 Cel, mS/cm',
    reference: '8.2-10 (Landesfeind 9.13, Nyman, CALiSol-23)',
    check: () => withinAll([conductivity(EC_EMC)], [[8.2, 10]]),
  },
  {
    number: 13,
    quantity: 'the same of EC:DMC 1:1, EC:DEC 1:1, PC',
    reference: '11.8 +/- 1, 7.9 +/- 0.8, 5.8 +/- 0.6 (CALiSol-23)',
    check: () =>
      withinAll(
        [{ EC: 0.5, DMC: 0.5 }, { EC: 0.5, DEC: 0.5 }, { PC: 1 }].map((blend) => conductivity(blend)),
        [
          [10.8, 12.8],
          [7.1, 8.7],
          [5.2, 6.4],
        ],
      ),
  },
  {
    number: 14,
    quantity: 'concentration of highest conductivity, EC:EMC, 25 Cel, mol/L',
    reference: '0.85-1.15 (Landesfeind 1.01)',
    check: () => withinAll([bestConcentration()], [[0.85, 1.15]]),
  },
  {
    number: 15,
    quantity: 'conductivity at -10 over that at 25 Cel, EC:EMC',
    reference: '0.35-0.55 (Landesfeind 0.46)',
    check: () => withinAll([conductivity(EC_EMC, 1, 263.15) / conductivity(EC_EMC)], [[0.35, 0.55]]),
  },
];
