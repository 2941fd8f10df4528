/** From the words in which an instrument reports the end of a job to a classified failure. Pure. */
import type { Settled } from '../command.js';
import type { Failure, Stage } from '../outcome.js';
import { machine, type Kind } from './failure-kinds.js';

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
  // No program asks for more than the limit: the chamber went there by itself.
  'limit-temperature': machine('temperature-excursion', 'temperature_excursion'),
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
