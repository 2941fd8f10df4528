/** How a program ended, as the Properties of its LADS result. */
import { z } from 'zod';
import type { JobFault, JobState } from '../../instrument.js';
import type { RobotResult } from '../../synthesis-robot.js';
import { pair, PairReader, tablePairs, type KeyValue } from './key-value.js';
import { cellPlace } from './task-schema.js';

export interface Outcome {
  readonly state: Exclude<JobState, 'unknown' | 'running'>;
  readonly fault?: JobFault;
  readonly result?: RobotResult;
}

const state = z.enum(['completed', 'failed', 'aborted', 'interrupted']);
const number = z.string().regex(/\S/).transform(Number).refine(Number.isFinite);

/** A table is a pair `field.key` for each of its entries. */
const TABLES = ['askedKg', 'weighedKg'] as const;
const masses = z.record(z.string(), z.number());

/** One text per field on the wire; fields of no meaning to the driver are ignored. */
const result = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('formulate'),
    vialId: z.string(),
    worstDeviation: number,
    worstIngredient: z.string(),
    turbidity: number,
    askedKg: masses.exactOptional(),
    weighedKg: masses.exactOptional(),
  }),
  z.object({
    kind: z.literal('assemble'),
    cellId: z.string(),
    openCircuitVoltageV: number,
    placementConfidence: number,
    massKg: number.exactOptional(),
  }),
  z.object({ kind: z.literal('transfer'), cellId: z.string(), place: cellPlace }),
]);

export function encodeOutcome(outcome: {
  readonly state: Outcome['state'];
  readonly fault?: JobFault;
  readonly result?: Readonly<Record<string, unknown>>;
}): KeyValue[] {
  const { fault } = outcome;
  return [
    pair('state', outcome.state),
    ...(fault ? [pair('faultCode', fault.code), pair('faultMessage', fault.message)] : []),
    ...Object.entries(outcome.result ?? {}).flatMap(([key, value]) =>
      isTable(value) ? tablePairs(key, value) : [pair(key, String(value))],
    ),
  ];
}

/** @throws {Error} when the state is missing, or a completed program left no readable result */
export function decodeOutcome(properties: readonly KeyValue[]): Outcome {
  const reader = new PairReader(properties);
  const fields = {
    ...Object.fromEntries(properties.map(({ key, value }) => [key, value])),
    ...tablesOf(reader),
  };
  const ended = state.parse(reader.text('state'));
  const code = reader.text('faultCode');
  return {
    state: ended,
    ...(code !== undefined && { fault: { code, message: reader.text('faultMessage') ?? '' } }),
    ...(ended === 'completed' && { result: result.parse(fields) }),
  };
}

function isTable(value: unknown): value is Readonly<Record<string, number>> {
  return masses.safeParse(value).success;
}

function tablesOf(reader: PairReader): Record<string, unknown> {
  const tables = TABLES.map((name) => [name, reader.table(name)] as const);
  return Object.fromEntries(tables.filter(([, table]) => Object.keys(table).length > 0));
}
