/** From what an instrument said to a classified failure. Pure: the same words give the same diagnosis. */
import type { RobotResult } from '../../drivers/synthesis-robot.js';
import type { Settled } from './command.js';
import type { Attribution, Failure, FailureCategory, Stage } from './outcome.js';

/** Thrown inside an experiment to end it; carries the classified failure. */
export class ExperimentFailure extends Error {
  override readonly name = 'ExperimentFailure';

  constructor(readonly failure: Failure) {
    super(`${failure.stage}: ${failure.cause} (${failure.evidence})`);
  }
}

interface Kind {
  readonly cause: string;
  readonly category: FailureCategory;
  readonly attribution: Attribution;
}

const machine = (cause: string, category: FailureCategory = 'equipment_failure'): Kind => ({
  cause,
  category,
  attribution: 'machine',
});

/** Fault codes that instruments report, and what they mean for the experiment. */
const CODES: Readonly<Record<string, Kind>> = {
  'channel-hardware': machine('channel-fault'),
  'power-loss': machine('power-loss', 'power_outage'),
  'stock-empty': machine('stock-empty', 'other'),
  'vial-missing': machine('vial-missing'),
  'vial-empty': machine('vial-empty'),
  'cell-missing': machine('cell-missing'),
  'no-cell': machine('no-cell'),
  'cell-opened': machine('cell-opened'),
  'place-occupied': machine('place-occupied'),
  'limit-voltage': { cause: 'limit-voltage', category: 'premature_termination', attribution: 'unknown' },
  'limit-current': { cause: 'limit-current', category: 'premature_termination', attribution: 'unknown' },
  'tester-software': machine('tester-software', 'software_error'),
  'controller-error': machine('controller-error', 'software_error'),
  stopped: { cause: 'stopped', category: 'operator_intervention', attribution: 'operator' },
  regulation: { cause: 'regulation', category: 'setpoint_deviation', attribution: 'unknown' },
  'cell-failed': { cause: 'cell-failed', category: 'premature_termination', attribution: 'unknown' },
  'limit-temperature': {
    cause: 'limit-temperature',
    category: 'temperature_excursion',
    attribution: 'machine',
  },
};

const BY_STATE: Readonly<Record<Exclude<Settled['state'], 'completed'>, Kind>> = {
  failed: { cause: 'instrument-fault', category: 'equipment_failure', attribution: 'unknown' },
  aborted: { cause: 'stopped', category: 'operator_intervention', attribution: 'operator' },
  interrupted: machine('power-loss', 'power_outage'),
  'not-executed': { cause: 'refused', category: 'software_error', attribution: 'unknown' },
  unknown: machine('link-lost', 'communication_loss'),
};

/** The failure that a command's end means; undefined when it completed. */
export function failureOf(stage: Stage, settled: Settled): Failure | undefined {
  if (settled.state === 'completed') return undefined;
  const kind = CODES[settled.fault?.code ?? ''] ?? BY_STATE[settled.state];
  const evidence = settled.fault
    ? `${settled.fault.code}: ${settled.fault.message}`
    : `the job is ${settled.state}`;
  return { stage, ...kind, evidence, jobId: settled.jobId };
}

/** Above this the camera sees a suspension, not a solution. */
const MAX_TURBIDITY = 0.3;
/** A fresh NMC811/graphite cell shows 0.1 to 0.6 V; below this its electrodes touch. */
const MIN_FRESH_VOLTAGE_V = 0.05;

type Formulated = Extract<RobotResult, { kind: 'formulate' }>;
type Assembled = Extract<RobotResult, { kind: 'assemble' }>;

/**
 * A wrong mass is judged before a turbid vial: a wrong dose can itself exceed a solubility, and then says nothing
 * about the recipe.
 */
export function judgeElectrolyte(vial: Formulated, jobId: string): Failure | undefined {
  const { worstDeviation, worstIngredient, turbidity } = vial;
  if (worstDeviation > 1) {
    const evidence = `the balance found ${worstIngredient} off by ${worstDeviation.toFixed(1)} times its tolerance`;
    return { stage: 'formulation', ...machine('dispensing-error', 'out_of_tolerance'), evidence, jobId };
  }
  if (turbidity > MAX_TURBIDITY) {
    const evidence = `turbidity ${turbidity.toFixed(2)}, limit ${MAX_TURBIDITY}`;
    const kind: Kind = { cause: 'insoluble', category: 'other', attribution: 'recipe' };
    return { stage: 'formulation', ...kind, evidence, jobId };
  }
  return undefined;
}

export function judgeCell(cell: Assembled, jobId: string): Failure | undefined {
  if (cell.openCircuitVoltageV >= MIN_FRESH_VOLTAGE_V) return undefined;
  const millivolt = (1000 * cell.openCircuitVoltageV).toFixed(1);
  const evidence = `open-circuit voltage ${millivolt} mV, expected over ${1000 * MIN_FRESH_VOLTAGE_V} mV; placement confidence ${cell.placementConfidence.toFixed(2)}`;
  return { stage: 'assembly', ...machine('hard-short', 'dimensional'), evidence, jobId };
}

/** Share of the nominal capacity below which a cell is dead after formation. */
const MIN_FORMED_SHARE = 0.35;

export function judgeFormation(capacityAs: number, nominalAs: number, jobId: string): Failure | undefined {
  if (capacityAs >= MIN_FORMED_SHARE * nominalAs) return undefined;
  const share = ((100 * capacityAs) / nominalAs).toFixed(0);
  const evidence = `${share} % of the nominal capacity after formation, expected over ${100 * MIN_FORMED_SHARE} %`;
  const kind: Kind = { cause: 'dead-cell', category: 'premature_termination', attribution: 'recipe' };
  return { stage: 'formation', ...kind, evidence, jobId };
}
