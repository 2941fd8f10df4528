/** How cells fade: efficiency, square-root and linear losses, knees, shelf life, scatter. */
import type { Chart, Curve } from '../../../agent/cli/chart.js';
import { seededRng } from '../../../core/rng.js';
import { drawVariation } from '../../../simulators/world/cell/variation.js';
import { CONTROL, electrolyte, makeCell, TERNARY, VC2 } from '../cells.js';
import { runReference, type Campaign, type Fingerprint } from '../reference-campaign.js';
import { calendarLoss } from '../calendar.js';

const MIXES = [
  ['no additive', CONTROL],
  ['2 % VC', VC2],
  ['10 % FEC', electrolyte({ FEC: 10 })],
  ['PES, MMDS, TMSPi', TERNARY],
] as const;

function retention({ capacitiesMAh }: Fingerprint): number[] {
  return capacitiesMAh.map((capacity) => (100 * capacity) / capacitiesMAh[2]!);
}

/** Every fifth cycle: nobody sees more. */
function curve(name: string, y: readonly number[], every = 5): Curve {
  const places = y.map((_, k) => k).filter((k) => k % every === 0);
  return { name, x: places.map((k) => k + 1), y: places.map((k) => y[k]!) };
}

function fast(temperatureK: number): Fingerprint {
  const changes: Partial<Campaign> = {
    temperatureK,
    chargeRate: 2,
    dischargeRate: 1,
    cycles: 800,
    untilRetention: 0.6,
  };
  return runReference(makeCell(VC2), changes);
}

function replicates(): Curve[] {
  const changes: Partial<Campaign> = { chargeRate: 2, dischargeRate: 1, cycles: 1000, untilRetention: 0.7 };
  return Array.from({ length: 12 }, (_, k) => {
    const variation = drawVariation(seededRng('population').split(`cell/${k}`));
    const run = runReference(makeCell(VC2, { variation }), changes);
    return { ...curve(`cell ${k + 1}`, run.capacitiesMAh, 10) };
  });
}

export function ageingCharts(): Chart[] {
  const runs = MIXES.map(([name, mix]) => [name, runReference(makeCell(mix))] as const);
  return [
    {
      title: 'C/2 at 25 Cel: efficiency rises for tens of cycles',
      x: { name: 'cycle' },
      y: { name: 'coulombic efficiency / %', min: 99.9, max: 100 },
      curves: runs.map(([name, run]) => curve(name, run.efficienciesPercent)),
    },
    {
      title: 'C/2 at 25 Cel: loss against cycles',
      x: { name: 'cycle', log: true },
      y: { name: 'loss against cycle 3 / %', log: true },
      curves: runs.map(([name, run]) => {
        const { x, y } = curve(
          name,
          retention(run).map((kept) => 100 - kept),
        );
        const shown = x.map((cycle, k) => [cycle, y[k]!] as const).filter(([cycle]) => cycle > 5);
        return { name, x: shown.map(([cycle]) => cycle), y: shown.map(([, loss]) => loss) };
      }),
    },
    {
      title: '2C charge, 2 % VC: plating makes knees, earlier in the cold',
      x: { name: 'cycle' },
      y: { name: 'retention / %', min: 60 },
      curves: [0, 10, 25, 40].map((cel) => curve(`${cel} Cel`, retention(fast(cel + 273.15)))),
    },
    ...shelfCharts(),
    {
      title: 'Twelve cells built alike, 2C at 25 Cel',
      x: { name: 'cycle' },
      y: { name: 'capacity / mA.h' },
      curves: replicates(),
    },
  ];
}

/** Nothing but time. */
function shelfCharts(): Chart[] {
  const days = [10, 30, 100, 200, 365];
  return [
    {
      title: 'On the shelf, 25 Cel, 2 % VC: loss over the root of time',
      x: { name: 'root of time / d^0.5' },
      y: { name: 'loss / %' },
      curves: [0.1, 0.3, 0.5, 0.7, 1].map((share) => ({
        name: `${100 * share} % charged`,
        x: days.map(Math.sqrt),
        y: days.map((day) => calendarLoss(VC2, share, 298.15, day)),
      })),
    },
    {
      title: 'On the shelf for 100 d: plateaus over the state of charge',
      x: { name: 'state of charge / %' },
      y: { name: 'loss / %' },
      curves: [298.15, 313.15, 328.15].map((temperatureK) => {
        const shares = [0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 1];
        return {
          name: `${(temperatureK - 273.15).toFixed(0)} Cel`,
          x: shares.map((share) => 100 * share),
          y: shares.map((share) => calendarLoss(VC2, share, temperatureK, 100)),
        };
      }),
    },
  ];
}
