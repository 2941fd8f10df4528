/** Cycles a cell of the test mode and tells film charge and capacities cycle by cycle. */
import type { JobFault } from '../../../drivers/instrument.js';
import type { Limits, Step } from '../../../drivers/protocol.js';
import { Cell } from '../cell/cell.js';
import { NOMINAL } from '../cell/variation.js';
import type { CellType } from '../cell/designs/designs.js';
import { stepRun } from '../protocol/goal.js';
import { stridesOf } from '../protocol/step-strides.js';
import { currentAt, type Stride, type Strides } from '../protocol/stride.js';
import { electrodeBalance, stoichiometriesAt } from './electrode-balance.js';
import type { FilmLaw } from './published-laws.js';
import { publishedMode, type PlatingLaw } from './published-mode.js';

export interface PublishedSetting {
  readonly cellType: CellType;
  readonly law: FilmLaw;
  readonly plating: PlatingLaw;
  readonly temperatureK: number;
  /** Share of the capacity between the two voltages; as published without. */
  readonly start?: { readonly share: number; readonly lowerV: number; readonly upperV: number };
}

export type SimpleStep = Extract<Step, { kind: 'rest' | 'constant-current' | 'constant-voltage' }>;

export interface PublishedCycle {
  readonly cycle: number;
  /** Lithium bound in the film since the start, mAh. */
  readonly filmChargeMAh: number;
  readonly filmThicknessNm: number;
  /** Metallic lithium, in contact and dead, mAh. */
  readonly platedChargeMAh: number;
  readonly chargeCapacityAh: number;
  readonly dischargeCapacityAh: number;
  readonly endVoltageV: number;
  readonly timeS: number;
}

const NO_LIMITS: Limits = {
  minVoltageV: -Infinity,
  maxVoltageV: Infinity,
  maxCurrentA: Infinity,
  maxTemperatureK: Infinity,
};

/** Steps of the side reactions in a stride of the protocol. */
const PARTS = 5;

export function publishedCell({ cellType, law, plating, temperatureK, start }: PublishedSetting): Cell {
  const spec = {
    id: 'published',
    cellType,
    formulation: { solvents: {}, saltsMolPerL: {}, additives: {} },
    electrolyteVolumeL: 1e-2,
    variation: NOMINAL,
    defects: {},
    seed: '',
  };
  const asPublished = new Cell(spec, undefined, [], publishedMode(law, plating));
  const cell =
    start === undefined
      ? asPublished
      : asPublished.copyWith(
          stoichiometriesAt(electrodeBalance(asPublished, start.lowerV, start.upperV), start.share),
        );
  cell.setTemperature(temperatureK);
  return cell;
}

/** Runs `steps` once for each cycle and yields what it came to. @throws {RangeError} when a step cannot be carried out */
export function* publishedCycles(
  cell: Cell,
  steps: readonly SimpleStep[],
  cycles: number,
): Generator<PublishedCycle, void, void> {
  for (let cycle = 1; cycle <= cycles; cycle++) {
    const moved = { chargedC: 0, dischargedC: 0 };
    for (const step of steps) {
      const fault = carryOut(cell, stridesOf(step, stepRun(cell, NO_LIMITS)), moved);
      if (fault) throw new RangeError(`cycle ${cycle}, ${step.kind}: ${fault.message}`);
    }
    const { core } = cell.body;
    yield {
      cycle,
      filmChargeMAh: core.filmC / 3.6,
      filmThicknessNm: core.filmThicknessM * 1e9,
      platedChargeMAh: cell.metalC / 3.6,
      chargeCapacityAh: moved.chargedC / 3600,
      dischargeCapacityAh: moved.dischargedC / 3600,
      endVoltageV: cell.openCircuitVoltageV,
      timeS: core.ageS,
    };
  }
}

function carryOut(
  cell: Cell,
  strides: Strides,
  moved: { chargedC: number; dischargedC: number },
): JobFault | undefined {
  for (;;) {
    const next = strides.next();
    if (next.done) return next.value;
    for (const { meanA, endA, durationS } of parts(next.value)) {
      cell.step(meanA, durationS, endA);
      if (meanA > 0) moved.chargedC += meanA * durationS;
      else moved.dischargedC -= meanA * durationS;
    }
  }
}

/** Laws with a steep dependence on potential ask for a finer midpoint rule than the voltage does. */
function parts(stride: Stride): { meanA: number; endA: number; durationS: number }[] {
  const durationS = stride.durationS / PARTS;
  return Array.from({ length: PARTS }, (_, k) => ({
    meanA: currentAt(stride, (k + 0.5) * durationS),
    endA: currentAt(stride, (k + 1) * durationS),
    durationS,
  }));
}
