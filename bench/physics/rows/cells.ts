/** Rows 37 to 44: resistance, scatter, shorts, speed, the ladder of sources, and lithium that stays. */
import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { seededRng } from '../../../core/rng.js';
import { drawVariation } from '../../../simulators/world/cell/variation.js';
import { CATALOGUE, type Failure } from '../../../simulators/faults/catalogue.js';
import { filmFormingIndex } from '../../../simulators/world/ladder/descriptors.js';
import { age, form as formTrial } from '../../ladder/life.js';
import { randomTrial } from '../../ladder/recipes.js';
import { conditionOf } from '../../../simulators/world/measurement/condition.js';
import { electrolyte, makeCell, VC2 } from '../cells.js';
import { DEFAULT_CAMPAIGN, form, runReference } from '../reference-campaign.js';
import { format, withinAll, type Row } from '../row.js';
import { relativeSd, spearman } from '../../statistics.js';

/** Electrode area of the coin cell, cm2. */
const AREA_CM2 = 1.539;

/** After formation, at a temperature: sum of the arcs and the electrolyte, and the 10 s pulse, ohm. */
function resistance(temperatureK: number): { sumOhm: number; pulseOhm: number } {
  const cell = makeCell(VC2);
  form(cell, DEFAULT_CAMPAIGN);
  cell.setTemperature(temperatureK);
  const { ohmicOhm, filmOhm, graphiteTransferOhm, cathodeTransferOhm, pulseOhm } = conditionOf(cell);
  return { sumOhm: ohmicOhm + filmOhm + graphiteTransferOhm + cathodeTransferOhm, pulseOhm };
}

const VARIATION_SEED = 'population';

/** Relative scatter of capacity over 60 cells, and of life at 2C over 30, %. */
function scatter(): [capacity: number, life: number] {
  const built = (k: number) =>
    makeCell(VC2, { variation: drawVariation(seededRng(VARIATION_SEED).split(`cell/${k}`)) });
  const capacities = Array.from(
    { length: 60 },
    (_, k) => runReference(built(k), { cycles: 3 }).capacitiesMAh[2]!,
  );
  const fast = { chargeRate: 2, dischargeRate: 1, cycles: 1500, untilRetention: 0.8 };
  const lives = Array.from({ length: 30 }, (_, k) => runReference(built(k), fast).life ?? NaN);
  return [100 * relativeSd(capacities), 100 * relativeSd(lives)];
}

/** Share of cells in which at least one thing went wrong that strikes cells. */
function builtWrong(): number {
  const rates = Object.values<Failure>(CATALOGUE).flatMap(({ rate }) =>
    rate?.per === 'cell' ? [rate.value] : [],
  );
  return 1 - rates.reduce((sound, rate) => sound * (1 - rate), 1);
}

/** Cheapest rung of the ladder against the truth, on the recipes of bench/ladder. */
function descriptorRank(): number {
  const rng = seededRng('ladder');
  const trials = Array.from({ length: 150 }, (_, k) => randomTrial(rng.split(String(k)).split('recipe')));
  const capacities = trials.map(({ formulation, formation, cycling, electrolyteVolumeL }) => {
    const cell = makeCell(formulation, { electrolyteVolumeL });
    formTrial(cell, formation);
    const { capacitiesAh } = age(cell, cycling, 500);
    return capacitiesAh.length < 500 ? 0 : capacitiesAh.at(-1)!;
  });
  const alive = trials
    .map((trial, k) => ({ trial, capacity: capacities[k]! }))
    .filter(({ capacity }) => capacity > 0);
  return spearman(
    alive.map(({ trial }) => filmFormingIndex(trial.formulation, '0')),
    alive.map(({ capacity }) => capacity),
  );
}

/** Loss of efficiency by a soft short over what its leak should cost. */
function shortLoss(): number {
  const shortOhm = 2e5;
  const healthy = runReference(makeCell(VC2), { cycles: 5 });
  const shorted = runReference(makeCell(VC2, { defects: { shortOhm } }), { cycles: 5 });
  const capacityC = shorted.capacitiesMAh[4]! * 3.6;
  const lostPercent = healthy.efficienciesPercent[4]! - shorted.efficienciesPercent[4]!;
  const cycleS = (2.05 * capacityC) / (0.5 * makeCell().nominalCurrentA);
  return lostPercent / ((100 * 3.8 * cycleS) / (shortOhm * capacityC));
}

/** CPU seconds of 500 full cycles, in a process that has done nothing else. */
function cpuOf500Cycles(): number {
  const script = join(import.meta.dirname, '..', 'speed.ts');
  return Number(execFileSync(process.execPath, ['--import', 'tsx', script], { encoding: 'utf8' }));
}

/** Largest change of a cell's lithium over a hard life, over its graphite's capacity. */
function lithiumDrift(): number {
  const mixes = [VC2, electrolyte({ FEC: 10 }), { ...VC2, solvents: { PC: 0.5, EMC: 0.5 } }];
  return Math.max(
    ...mixes.map((mix) => {
      const cell = makeCell(mix);
      const before = cell.lithiumC;
      runReference(cell, { cycles: 60, chargeRate: 2, dischargeRate: 1, temperatureK: 283.15 });
      return Math.abs(cell.lithiumC - before) / cell.state.graphiteCapacityC;
    }),
  );
}

export const CELL_ROWS: readonly Row[] = [
  {
    number: 37,
    quantity: 'areal resistance at 25 Cel, Ohm cm2: electrolyte and arcs; 10 s pulse',
    reference: '20-80, and less than the pulse',
    check: () => {
      const { sumOhm, pulseOhm } = resistance(298.15);
      const ours = `${format(sumOhm * AREA_CM2, 3)} < ${format(pulseOhm * AREA_CM2, 3)}`;
      return { ours, pass: sumOhm * AREA_CM2 >= 20 && sumOhm * AREA_CM2 <= 80 && sumOhm < pulseOhm };
    },
  },
  {
    number: 38,
    quantity: 'pulse resistance at 40 over that at 25 Cel',
    reference: '0.6-0.8 (25-35 kJ/mol)',
    check: () => withinAll([resistance(313.15).pulseOhm / resistance(298.15).pulseOhm], [[0.6, 0.8]]),
  },
  {
    number: 39,
    quantity: 'scatter of replicates: capacity of 60 cells, life at 2C of 30 cells, %',
    reference: '0.3-2 (ODACell, Weng); 5-12 (Weng, Cui)',
    slow: true,
    check: () =>
      withinAll(scatter(), [
        [0.3, 2],
        [5, 12],
      ]),
  },
  {
    number: 40,
    quantity: 'cells built wrong at the usual rates, %',
    reference: '3-8 (ODACell 5, AutoBASS 3)',
    check: () => withinAll([100 * builtWrong()], [[3, 8]]),
  },
  {
    number: 41,
    quantity: 'loss of efficiency by a soft short of 200 kOhm over V t/(R Q)',
    reference: '0.9-1.1 (charge balance)',
    check: () => withinAll([shortLoss()], [[0.9, 1.1]]),
  },
  {
    number: 42,
    quantity: 'CPU time of 500 cycles, s',
    slow: true,
    reference: 'below 0.2',
    check: () => withinAll([cpuOf500Cycles()], [[0, 0.2]], 2),
  },
  {
    number: 43,
    quantity: 'rank correlation of the descriptors with the capacity after 500 cycles, 150 recipes',
    reference: '0.2-0.75 (choice: useful, and far from the truth)',
    slow: true,
    check: () => withinAll([descriptorRank()], [[0.2, 0.75]]),
  },
  {
    number: 44,
    quantity: 'lithium lost from the books over 60 cycles with plating, oxidation, exfoliation',
    reference: 'below 1e-6 of the capacity',
    check: () => withinAll([lithiumDrift()], [[0, 1e-6]], 2),
  },
];
