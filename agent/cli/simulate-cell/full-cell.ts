/** A recipe's life in one simulated cell: per-cycle numbers by the agent's own analysis, and the true condition beside. */
import type { CellCondition, CellLine, FullTask } from '../../../config/cell-task.js';
import { CYCLER_COLUMNS } from '../../../drivers/cycler.js';
import type { Limits } from '../../../drivers/protocol.js';
import type { Cycle } from '../../analysis/cycling/cycle.js';
import { cycleTable } from '../../analysis/cycling/cycles.js';
import { derivative } from '../../analysis/differential/derivative.js';
import { differentialCapacity } from '../../analysis/differential/differential-capacity.js';
import type { Recording } from '../../analysis/recording.js';
import { readSeries, type Series } from '../../analysis/series.js';
import { CELL_TYPES } from '../../experiment/cell-type.js';
import { MIN_FORMED_SHARE } from '../../experiment/diagnosis/examine.js';
import { ageingProtocol, formationProtocol } from '../../experiment/protocols.js';
import type { Recipe } from '../../experiment/recipe.js';
import { recordingOf } from '../../experiment/recording-of.js';

export interface CellCycle {
  readonly stage: 'formation' | 'ageing';
  readonly cycle: number;
  readonly chargeCapacityMAh: number;
  readonly dischargeCapacityMAh: number;
  /** Null without a charge. */
  readonly coulombicEfficiency: number | null;
  readonly timeH: number;
  /** Absent for a cycle that was not left behind. */
  readonly condition?: Omit<CellCondition, 'program' | 'cycle' | 'ageS'>;
}

export interface Curve {
  readonly stage: CellCycle['stage'];
  readonly cycle: number;
  /** V, ascending, and dQ/dV of the charge there, A s per V. */
  readonly voltageV: readonly number[];
  readonly capacityPerVoltAs: readonly number[];
}

export interface FullCell {
  readonly state: 'completed' | 'failed';
  readonly fault?: { readonly code: string; readonly message: string };
  readonly cycles: readonly CellCycle[];
  /** dQ/dV of the charge of a few cycles. */
  readonly curves: readonly Curve[];
}

const STAGES = ['formation', 'ageing'] as const;
/** Close enough to see peaks, far enough apart not to drown in rows. */
const RECORD = { everyS: 600, everyV: 0.004 };

export function fullTask(recipe: Recipe, limits: Limits, chance: Pick<FullTask, 'world' | 'seed'>): FullTask {
  const programs = [formationProtocol(recipe, limits), ageingProtocol(recipe, limits)];
  return {
    mode: 'full',
    cellType: recipe.cellType,
    formulation: recipe.formulation,
    electrolyteVolumeL: recipe.electrolyteVolumeL,
    ...chance,
    programs: programs.map((program) => ({ ...program, record: RECORD })),
  };
}

/** @param onCycle told of each cycle as it ends */
export async function followCell(
  lines: AsyncIterable<CellLine>,
  recipe: Recipe,
  onCycle: (condition: CellCondition) => void,
): Promise<FullCell> {
  const rows: (readonly number[])[][] = STAGES.map(() => []);
  const conditions: CellCondition[] = [];
  let fault: FullCell['fault'];
  for await (const line of lines) {
    if (line.kind === 'rows') for (const row of line.rows) rows[line.program]!.push(row);
    if (line.kind === 'ended') fault = line.fault;
    if (line.kind !== 'condition') continue;
    conditions.push(line.condition);
    onCycle(line.condition);
  }
  const series = rows.map((table) => readSeries({ columns: CYCLER_COLUMNS, rows: table }).series);
  const recording = recordingOf({ record: RECORD }, recipe.cellType);
  const found = series.map((one) => cycleTable([one], recording, fault === undefined).cycles);
  const all = found.map((cycles, program) => ofRecipe(cycles, recipe, program));
  const died = fault ? undefined : deathAtFormation(all[0]!, recipe);
  const counted = died ? all.slice(0, 1) : all;
  const end = fault ?? died;
  return {
    state: end ? 'failed' : 'completed',
    ...(end && { fault: end }),
    cycles: counted.flatMap((cycles, program) =>
      cycles.map((cycle) => cellCycle(cycle, program, conditions)),
    ),
    curves: counted.flatMap((cycles, program) => curvesOf(series[program]!, cycles, recording, program)),
  };
}

function deathAtFormation(formation: readonly Cycle[], { cellType }: Recipe): FullCell['fault'] {
  const { nominalCapacityAs } = CELL_TYPES[cellType];
  const share = (formation.at(-1)?.dischargeCapacityAs ?? 0) / nominalCapacityAs;
  if (share > MIN_FORMED_SHARE) return undefined;
  const percent = (100 * share).toFixed(0);
  const message = `${percent} % of the nominal capacity after formation, expected over ${100 * MIN_FORMED_SHARE} %`;
  return { code: 'dead-cell', message };
}

/** Without the closing diagnostics, which are no cycles of the recipe. */
function ofRecipe(cycles: readonly Cycle[], { formation, cycling }: Recipe, program: number): Cycle[] {
  const last = program === 0 ? formation.cycles : cycling.cycles;
  return cycles.filter(({ cycle }) => cycle <= last);
}

function cellCycle(cycle: Cycle, program: number, conditions: readonly CellCondition[]): CellCycle {
  const found = conditions.find((one) => one.program === program && one.cycle === cycle.cycle);
  const { program: _program, cycle: _cycle, ageS: _ageS, ...condition } = found ?? ({} as CellCondition);
  return {
    stage: STAGES[program]!,
    cycle: cycle.cycle,
    chargeCapacityMAh: cycle.chargeCapacityAs / 3.6,
    dischargeCapacityMAh: cycle.dischargeCapacityAs / 3.6,
    coulombicEfficiency: cycle.coulombicEfficiency,
    timeH: cycle.durationS / 3600,
    ...(found && { condition }),
  };
}

/** The first charge shows what the additives do; later ones how the electrodes drift apart. */
function curvesOf(series: Series, cycles: readonly Cycle[], recording: Recording, program: number): Curve[] {
  const last = cycles.length;
  const wanted = program === 0 ? [1, 2] : [1, Math.round(last / 3), last];
  const places = [...new Set(wanted)].filter((place) => place >= 1 && place <= last);
  return places.map((place) => {
    const cycle = cycles[place - 1]!;
    const curve = differentialCapacity(derivative(series, cycle, 1, recording));
    return {
      stage: STAGES[program]!,
      cycle: cycle.cycle,
      voltageV: [...curve.voltageV],
      capacityPerVoltAs: [...curve.capacityPerVoltAs],
    };
  });
}
