/** Rows 1 to 11: the test mode against PyBaMM. */
import { readFileSync } from 'node:fs';
import {
  graphitePotential,
  lfpPotential,
  nmc811Potential,
} from '../../../simulators/world/cell/open-circuit.js';
import { coatingM3 } from '../../../simulators/world/cell/geometry.js';
import { FARADAY } from '../../../simulators/world/numerics/constants.js';
import { electrodeBalance } from '../../../simulators/world/spm/electrode-balance.js';
import { FILM_M3_PER_MOL, type FilmLaw } from '../../../simulators/world/spm/published-laws.js';
import type { PlatingLaw } from '../../../simulators/world/spm/published-mode.js';
import {
  publishedCell,
  publishedCycles,
  type PublishedCycle,
  type SimpleStep,
} from '../../../simulators/world/spm/published-run.js';
import { format, nearAll, once, withinAll, type Row, type Verdict } from '../row.js';

const DAY_S = 86_400;
const ONE_C_A = 5;

interface Golden {
  readonly pybamm_calendar: Readonly<Record<string, readonly { d: number; L: number; Q: number }[]>>;
  readonly pybamm_cycling_C2: Readonly<
    Record<string, { readonly cyc: readonly { n: number; Q: number; qd: number }[] }>
  >;
  readonly pybamm_plating: Readonly<Record<string, readonly { n: number; Qpl: number; qd: number }[]>>;
}

/** Numbers of PyBaMM runs kept beside the repository. */
const golden = once(
  () => JSON.parse(readFileSync('../shared/reference/physics-golden.json', 'utf8')) as Golden,
);

const NAMES: Readonly<Record<FilmLaw, string>> = {
  'solvent-diffusion': 'solvent-diffusion limited',
  reaction: 'reaction limited',
  'interstitial-diffusion': 'interstitial-diffusion limited',
  'electron-migration': 'electron-migration limited',
  'ec-reaction': 'ec reaction limited',
};
const LAWS = Object.keys(NAMES) as FilmLaw[];

const stored = (law: FilmLaw, temperatureK: number, days: readonly number[]): { Q: number; L: number }[] => {
  const cell = lgM50(law, temperatureK);
  let soFarS = 0;
  return days.map((day) => {
    for (const _ of publishedCycles(cell, [{ kind: 'rest', durationS: day * DAY_S - soFarS }], 1))
      soFarS = day * DAY_S;
    return { Q: cell.state.filmC / 3600, L: cell.state.filmThicknessM };
  });
};

const cycled = Object.fromEntries(
  LAWS.map((law) => [law, once(() => cycles(lgM50(law), 0.5, 100))]),
) as Record<FilmLaw, () => PublishedCycle[]>;

function lgM50(law: FilmLaw, temperatureK = 298.15, plating: PlatingLaw = 'none') {
  return publishedCell({ cellType: 'cylindrical-21700-LG-M50', law, plating, temperatureK });
}

function cycles(cell: ReturnType<typeof lgM50>, cRate: number, count: number): PublishedCycle[] {
  const steps: SimpleStep[] = [
    { kind: 'constant-current', currentA: -cRate * ONE_C_A, until: [{ quantity: 'voltage', value: 2.5 }] },
    { kind: 'constant-current', currentA: cRate * ONE_C_A, until: [{ quantity: 'voltage', value: 4.2 }] },
  ];
  return [...publishedCycles(cell, steps, count)];
}

function calendar(laws: readonly FilmLaw[], relative: number): Verdict {
  const cases = laws.flatMap((law) => [298.15, 318.15].map((temperatureK) => ({ law, temperatureK })));
  const pairs = cases.flatMap(({ law, temperatureK }) => {
    const points = golden().pybamm_calendar[NAMES[law] + (temperatureK > 300 ? ' 318K' : '')]!;
    const ours = stored(
      law,
      temperatureK,
      points.map(({ d }) => d),
    );
    return points.flatMap(({ Q, L }, k) => [[ours[k]!.Q, Q] as const, [ours[k]!.L, L] as const]);
  });
  return nearAll(pairs, relative);
}

function againstCycles(of: 'Q' | 'qd', relative: number): Verdict {
  const pairs = LAWS.flatMap((law) =>
    golden().pybamm_cycling_C2[NAMES[law]]!.cyc.map((point) => {
      const ours = cycled[law]()[point.n - 1]!;
      return [of === 'Q' ? ours.filmChargeMAh / 1000 : ours.dischargeCapacityAh, point[of]] as const;
    }),
  );
  return nearAll(pairs, relative);
}

function plated(): Verdict {
  const pairs = [0.5, 1, 2].flatMap((cRate) => {
    const run = cycles(lgM50('solvent-diffusion', 298.15, 'partially-reversible'), cRate, 5);
    return golden().pybamm_plating[`T298.15_C${cRate}`]!.map(
      ({ n, Qpl }) => [run[n - 1]!.platedChargeMAh, 1000 * Qpl] as const,
    );
  });
  return nearAll(pairs, 0.03);
}

function storageLoss(): Verdict {
  const { body } = lgM50('reaction');
  const filmM3 = ((0.135 * 3600) / FARADAY / 2) * FILM_M3_PER_MOL;
  const thicknessNm = (filmM3 / body.size.filmAreaM2) * 1e9;
  const porosity = body.design.graphite.coating.porosity - filmM3 / coatingM3(body.design);
  return nearAll(
    [
      [thicknessNm, 71.8526],
      [porosity, 0.222412],
    ],
    2e-5,
  );
}

function balance(): Verdict {
  const { graphite, cathode, capacityC } = electrodeBalance(lgM50('reaction'), 2.5, 4.2);
  const values = [graphite.full, cathode.full, capacityC / 3600];
  const references = [0.91062, 0.26385, 5.1532];
  const off = Math.max(...values.map((value, k) => Math.abs(value - references[k]!)));
  return { ours: values.map((value) => format(value, 6)).join(', '), pass: off <= 1e-4 };
}

export const PUBLISHED_ROWS: readonly Row[] = [
  {
    number: 1,
    quantity: 'open-circuit potentials at half filling: graphite, NMC811, LFP',
    reference: '0.13309, 3.97196, 3.39757 V within 0.1 mV (PyBaMM Chen2020, Prada2013)',
    check: () =>
      withinAll(
        [graphitePotential(0.5), nmc811Potential(0.5), lfpPotential(0.5)],
        [0.13309, 3.97196, 3.39757].map((v) => [v - 1e-4, v + 1e-4] as const),
        6,
      ),
  },
  {
    number: 2,
    quantity: 'electrode balance of the LG M50: x100, y100, capacity',
    reference: '0.91062, 0.26385, 5.15320 A.h within 1e-4 (PyBaMM)',
    check: balance,
  },
  {
    number: 3,
    quantity: 'film and porosity after 0.135 A.h of storage loss, two electrons',
    reference: '71.8526 nm, 0.222412 (PyBaMM notebook)',
    check: storageLoss,
  },
  {
    number: 4,
    quantity: 'calendar, solvent diffusion, 25 and 45 Cel, 1 to 365 d: charge and thickness',
    reference: 'within 0.1 % (PyBaMM)',
    check: () => calendar(['solvent-diffusion'], 0.001),
  },
  {
    number: 5,
    quantity: 'calendar, reaction and EC reaction, 25 and 45 Cel',
    reference: 'within 0.1 % (PyBaMM)',
    check: () => calendar(['reaction', 'ec-reaction'], 0.001),
  },
  {
    number: 6,
    quantity: 'calendar, interstitial diffusion and electron migration, 25 and 45 Cel',
    reference: 'within 0.2 % (PyBaMM)',
    check: () => calendar(['interstitial-diffusion', 'electron-migration'], 0.002),
  },
  {
    number: 7,
    quantity: 'film charge over 100 cycles at C/2, five laws',
    reference: 'within 1 % (PyBaMM; its own tolerance shows at 0.5 %)',
    check: () => againstCycles('Q', 0.01),
  },
  {
    number: 8,
    quantity: 'discharge capacity over 100 cycles at C/2, five laws',
    reference: 'within 0.05 % (PyBaMM)',
    check: () => againstCycles('qd', 5e-4),
  },
  {
    number: 9,
    quantity: 'plated lithium over 5 cycles at C/2, 1C, 2C, 25 Cel',
    reference: 'within 3 % (PyBaMM)',
    check: plated,
  },
  {
    number: 10,
    quantity: 'log-log slope of calendar film charge, solvent diffusion, 100 to 365 d',
    reference: '0.50-0.56 (square root of time)',
    check: () => {
      const [early, late] = stored('solvent-diffusion', 298.15, [100, 365]);
      return withinAll([Math.log(late!.Q / early!.Q) / Math.log(3.65)], [[0.5, 0.56]]);
    },
  },
  {
    number: 11,
    quantity: 'log-log slope of film charge over cycles, reaction limited',
    reference: '0.98-1.01 (linear in time)',
    check: () => {
      const run = cycled.reaction();
      return withinAll([Math.log10(run[99]!.filmChargeMAh / run[9]!.filmChargeMAh)], [[0.98, 1.01]]);
    },
  },
];
