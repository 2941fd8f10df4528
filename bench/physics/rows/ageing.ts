/** Rows 22 to 30, 34 and 35: how cells fade, on the shelf and in use. */
import { electrolyte, makeCell, VC2 } from '../cells.js';
import { calendarLoss } from '../calendar.js';
import { control, coulometry, HIGH_VOLTAGE, vc2, vc6 } from '../runs.js';
import { runReference, type Campaign, type Fingerprint } from '../reference-campaign.js';
import { format, once, withinAll, type Row } from '../row.js';

function retention({ capacitiesMAh }: Fingerprint, cycle: number): number {
  return (100 * capacitiesMAh[cycle - 1]!) / capacitiesMAh[2]!;
}

/** Exponent of the loss between cycles 101 and 401, relative to cycle 3. */
function lossExponent(run: Fingerprint): number {
  const loss = (cycle: number): number => 100 - retention(run, cycle);
  return Math.log(loss(401) / loss(101)) / Math.log(398 / 98);
}

/** Inefficiency over the cycle's duration, 1/h. */
function inefficiencyPerHour({ efficienciesPercent }: Fingerprint): number {
  return (1 - efficienciesPercent.at(-1)! / 100) / 40;
}

const yearAt = once(() =>
  Object.fromEntries([0.3, 0.5, 0.7, 1].map((share) => [share, calendarLoss(VC2, share, 298.15, 365)])),
);

const oneC = (temperatureK: number): Fingerprint =>
  runReference(makeCell(VC2), { temperatureK, chargeRate: 1, dischargeRate: 1, cycles: 800 });

function bestTemperature(): { bestCel: number; all: string } {
  const found = [0, 10, 25, 40].map((cel) => {
    const run = oneC(cel + 273.15);
    return { cel, kept: retention(run, run.capacitiesMAh.length), cycles: run.capacitiesMAh.length };
  });
  const best = found.reduce((a, b) => (b.kept > a.kept ? b : a));
  return {
    bestCel: best.cel,
    all: found.map(({ cel, kept }) => `${cel} Cel ${format(kept, 3)} %`).join(', '),
  };
}

function twoCLife(temperatureK: number): number {
  const fast: Partial<Campaign> = { temperatureK, chargeRate: 2, dischargeRate: 1, cycles: 800 };
  return runReference(makeCell(VC2), { ...fast, untilRetention: 0.8 }).life ?? NaN;
}

const vcAtHighVoltage = once(() =>
  [2, 4].map((percent) => {
    const cell = makeCell(electrolyte({ VC: percent }));
    const run = runReference(cell, HIGH_VOLTAGE);
    return { ohm: run.resistanceOhm[1], gasUmol: cell.state.gasMol * 1e6, ce: run.efficienciesPercent[49]! };
  }),
);

function moreIsWorse(): { ours: string; pass: boolean } {
  const [two, four] = vcAtHighVoltage();
  const pass = four!.ohm > two!.ohm && four!.gasUmol > two!.gasUmol && four!.ce < two!.ce;
  const ppm = 1e4 * (four!.ce - two!.ce);
  const ours = `${format(four!.ohm, 3)}/${format(two!.ohm, 3)} Ohm, ${format(four!.gasUmol, 3)}/${format(two!.gasUmol, 3)} umol, ${format(ppm, 2)} ppm`;
  return { ours, pass };
}

export const AGEING_ROWS: readonly Row[] = [
  {
    number: 22,
    quantity: 'coulombic inefficiency per hour at C/20 and 40 Cel: control, 2 % VC, ternary, 1e-5/h',
    reference: '1-10, falling in this order (Dahn group)',
    check: () => {
      const values = coulometry().map((run) => 1e5 * inefficiencyPerHour(run));
      const verdict = withinAll(
        values,
        values.map(() => [1, 10] as const),
      );
      return { ...verdict, pass: verdict.pass && values[0]! > values[1]! && values[1]! > values[2]! };
    },
  },
  {
    number: 23,
    quantity: 'coulombic efficiency of cycle 50 at C/2 and 25 Cel: control, 2 % VC, %',
    reference: '99.90-99.995',
    check: () =>
      withinAll(
        [control(), vc2()].map((run) => run.efficienciesPercent[49]!),
        [
          [99.9, 99.995],
          [99.9, 99.995],
        ],
        6,
      ),
  },
  {
    number: 24,
    quantity: 'retention after 500 cycles at C/2 and 25 Cel: control, 2 % VC, %',
    reference: '80-92, 90-97',
    check: () =>
      withinAll(
        [retention(control(), 500), retention(vc2(), 500)],
        [
          [80, 92],
          [90, 97],
        ],
        4,
      ),
  },
  {
    number: 25,
    quantity: 'exponent of the loss over cycles 100 to 400: control, 2 % VC',
    reference: '0.45-0.9',
    check: () =>
      withinAll(
        [lossExponent(control()), lossExponent(vc2())],
        [
          [0.45, 0.9],
          [0.45, 0.9],
        ],
      ),
  },
  {
    number: 26,
    quantity: 'calendar loss of a year at 25 Cel, half and fully charged, %',
    reference: '1.5-4, 2.5-6',
    check: () =>
      withinAll(
        [yearAt()[0.5]!, yearAt()[1]!],
        [
          [1.5, 4],
          [2.5, 6],
        ],
      ),
  },
  {
    number: 27,
    quantity: 'calendar loss at 100 over 30 % charge; change between 50 and 70 %, %',
    reference: '1.5-3; below 5 (plateaus, Keil 2016)',
    check: () => {
      const year = yearAt();
      return withinAll(
        [year[1]! / year[0.3]!, 100 * Math.abs(year[0.7]! / year[0.5]! - 1)],
        [
          [1.5, 3],
          [0, 5],
        ],
      );
    },
  },
  {
    number: 28,
    quantity: 'calendar loss of 100 d at 55 over 25 Cel, half charged',
    reference: '2-5 (38 kJ/mol)',
    check: () =>
      withinAll([calendarLoss(VC2, 0.5, 328.15, 100) / calendarLoss(VC2, 0.5, 298.15, 100)], [[2, 5]]),
  },
  {
    number: 29,
    quantity: 'best temperature at 1C over 800 cycles, Cel',
    reference: '15-35 (crossover of plating and film growth, Waldmann)',
    slow: true,
    check: () => {
      const { bestCel, all } = bestTemperature();
      return { ours: `${bestCel} (${all})`, pass: bestCel >= 15 && bestCel <= 35 };
    },
  },
  {
    number: 30,
    quantity: 'life at 2C at 10 over that at 25 Cel',
    reference: 'below 0.7 (plating)',
    slow: true,
    check: () => {
      const [cold, warm] = [twoCLife(283.15), twoCLife(298.15)];
      return { ours: `${cold}/${warm} = ${format(cold / warm, 2)}`, pass: cold / warm < 0.7 };
    },
  },
  {
    number: 34,
    quantity: 'gain in efficiency of cycle 50 from 2 to 6 % VC over that from 0 to 2 %',
    reference: 'below 0.15 (saturation, Burns 2013)',
    check: () => {
      const [none, two, six] = [control(), vc2(), vc6()].map((run) => run.efficienciesPercent[49]!);
      return withinAll([(six! - two!) / (two! - none!)], [[-1, 0.15]], 2);
    },
  },
  {
    number: 35,
    quantity: '4 against 2 % VC at 4.3 V and 40 Cel: resistance, gas, efficiency of cycle 50',
    reference: 'up, up, down',
    slow: true,
    check: moreIsWorse,
  },
];
