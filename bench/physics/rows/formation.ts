/** Rows 16 to 21, 31 to 33 and 36: the first charge, what it leaves and what that means for life. */
import { makeCell, VC2, CONTROL } from '../cells.js';
import { control, LFP, LFP_WINDOW, vc2 } from '../runs.js';
import {
  DEFAULT_CAMPAIGN,
  form,
  runReference,
  type Campaign,
  type Fingerprint,
} from '../reference-campaign.js';
import { potentials } from '../../../simulators/world/cell/cell-voltage.js';
import { cc } from '../reference-steps.js';
import { format, once, withinAll, type Row } from '../row.js';
import { spearman } from '../../statistics.js';

const lfp = once(() => runReference(makeCell(CONTROL, LFP), { ...LFP_WINDOW, cycles: 3 }));

/** Lithium in the film when graphite first comes down to 0.5 V against Li/Li+, mA.h. */
function filmAboveHalfVolt(cRate: number): number {
  const cell = makeCell(CONTROL);
  const currentA = cRate * cell.nominalCurrentA;
  for (let hour = 0; hour < 12; hour++) cell.step(0, 3600);
  const graphiteV = (): number => potentials(cell.body, { meanA: 0, endA: currentA, durationS: 0 }).graphiteV;
  while (graphiteV() > 0.5) cell.step(currentA, 0.5 / cRate);
  return cell.state.filmC / 3.6;
}

function formationLoss(): number {
  const cell = makeCell(VC2);
  for (let hour = 0; hour < 12; hour++) cell.step(0, 3600);
  const { chargeAh } = cc(cell, 0.05 * cell.nominalCurrentA, 4.2, 32 * 3600);
  return (100 * cell.state.filmC) / 3600 / chargeAh;
}

/** Lost charge of the first cycle over that of the second, and the second efficiency, %. */
function firstAndSecond(): [ratio: number, efficiency: number] {
  const cell = makeCell(VC2);
  const c = cell.nominalCurrentA;
  for (let hour = 0; hour < 12; hour++) cell.step(0, 3600);
  const cycles = [0.05, 0.1].map((rate) => {
    const { chargeAh } = cc(cell, rate * c, 4.2, 1e6);
    const discharge = cc(cell, -0.1 * c, 2.8, 1e6).chargeAh;
    cell.wearGraphite(rate, 1);
    return { lost: chargeAh - discharge, efficiency: (100 * discharge) / chargeAh };
  });
  return [cycles[0]!.lost / cycles[1]!.lost, cycles[1]!.efficiency];
}

const FAST_AGEING: Partial<Campaign> = { temperatureK: 318.15, chargeRate: 1, dischargeRate: 1 };

/** Ageing at 1C and 45 Cel after a formation of one kind. */
function agedAfter(temperatureK: number, firstRate: number, changes: Partial<Campaign>): Fingerprint {
  const formation = { ...DEFAULT_CAMPAIGN.formation, temperatureK, firstRate };
  return runReference(makeCell(VC2), { ...FAST_AGEING, formation, ...changes });
}

const life = (temperatureK: number, firstRate: number): number =>
  agedAfter(temperatureK, firstRate, { cycles: 4000, untilRetention: 0.8 }).life ?? NaN;
const usualLife = once(() => life(298.15, 0.05));

function gain(other: number): number {
  return 100 * (other / usualLife() - 1);
}

/** Over formation temperatures and first rates: 500-cycle capacity against first-cycle efficiency. */
function efficiencyAgainstLife(): number {
  const runs = [298.15, 308.15, 318.15, 328.15].flatMap((temperatureK) =>
    [0.03, 0.1, 0.3, 1, 1.5].map((rate) => agedAfter(temperatureK, rate, { cycles: 500 })),
  );
  return spearman(
    runs.map(({ capacitiesMAh }) => capacitiesMAh.at(-1)!),
    runs.map(({ firstCycleEfficiencyPercent }) => firstCycleEfficiencyPercent),
  );
}

const PC_EMC = { ...CONTROL, solvents: { PC: 0.5, EMC: 0.5 } };
const PC_EC_VC = { ...CONTROL, solvents: { PC: 0.3, EC: 0.2, EMC: 0.5 }, additives: { VC: 0.03 } };

function firstEfficiency(mix: typeof CONTROL): number {
  return form(makeCell(mix), DEFAULT_CAMPAIGN).firstEfficiencyPercent;
}

export const FORMATION_ROWS: readonly Row[] = [
  {
    number: 16,
    quantity: 'first-cycle efficiency of NMC811/graphite, control and 2 % VC, %',
    reference: '84-91 (Weng 2021: 85.4 +/- 0.9)',
    check: () =>
      withinAll(
        [control(), vc2()].map((run) => run.firstCycleEfficiencyPercent),
        [
          [84, 91],
          [84, 91],
        ],
        4,
      ),
  },
  {
    number: 17,
    quantity: 'first-cycle efficiency of LFP/graphite, %',
    reference: '86-93 (experience)',
    check: () => withinAll([lfp().firstCycleEfficiencyPercent], [[86, 93]], 4),
  },
  {
    number: 18,
    quantity: 'lithium in the film after formation, % of the first charge',
    reference: '5-12 (Weng 2021: 12.7 with the cathode)',
    check: () => withinAll([formationLoss()], [[5, 12]]),
  },
  {
    number: 19,
    quantity: 'film after formation, nm',
    reference: '10-50 (An 2016, review)',
    check: () => withinAll([vc2().formedFilmNm], [[10, 50]]),
  },
  {
    number: 20,
    quantity: 'film charge above 0.5 V of a first charge at C/100, C/10, 1C, mA.h',
    reference: 'falls with the rate (Attia 2021: 1C over C/100 is 0.55 on carbon black)',
    check: () => {
      const charges = [0.01, 0.1, 1].map(filmAboveHalfVolt);
      const falls = charges[0]! > charges[1]! && charges[1]! > charges[2]!;
      return { ours: charges.map((charge) => format(charge, 3)).join(', '), pass: falls };
    },
  },
  {
    number: 21,
    quantity: 'loss of cycle 1 over that of cycle 2; efficiency of cycle 2, %',
    reference: '5-60 (Attia 7.6 on carbon black); 99.0-99.8',
    check: () =>
      withinAll(
        firstAndSecond(),
        [
          [5, 60],
          [99, 99.8],
        ],
        4,
      ),
  },
  {
    number: 31,
    quantity: 'life after a first charge at 1C against C/20, 25 Cel, %',
    reference: '+15 to +60 (Weng +20 and +27, Cui +55)',
    slow: true,
    check: () => withinAll([gain(life(298.15, 1))], [[15, 60]]),
  },
  {
    number: 32,
    quantity: 'life after slow formation at 55 against 25 Cel, %',
    reference: '+20 to +90 (Cui +79)',
    slow: true,
    check: () => withinAll([gain(life(328.15, 0.05))], [[20, 90]]),
  },
  {
    number: 33,
    quantity: 'rank correlation of capacity after 500 cycles with first-cycle efficiency, 20 formations',
    reference: 'below 0 (Cui -0.47)',
    slow: true,
    check: () => withinAll([efficiencyAgainstLife()], [[-1, -0.01]]),
  },
  {
    number: 36,
    quantity: 'first-cycle efficiency of PC:EMC 1:1, and of PC:EC:EMC 3:2:5 with 3 % VC, %',
    reference: 'below 50; above 80 (exfoliation)',
    check: () =>
      withinAll(
        [firstEfficiency(PC_EMC), firstEfficiency(PC_EC_VC)],
        [
          [0, 50],
          [80, 100],
        ],
      ),
  },
];
