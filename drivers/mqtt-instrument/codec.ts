/**
 * What an instrument on MQTT and its driver say to each other: JSON, UTF-8, one object a message. What its tasks and
 * results look like is each instrument's own. Times are ISO-8601 UTC of the sender's clock, so both ends must keep
 * theirs set (NTP).
 */
import { z } from 'zod';
import type { Identity, JobReport, Reading, Table } from '../instrument.js';

export const COMMAND_NAMES = ['identify', 'observe', 'start', 'job', 'data', 'safe'] as const;
export type CommandName = (typeof COMMAND_NAMES)[number];

export const availabilitySchema = z.object({ state: z.enum(['online', 'offline']) });
export type Availability = z.infer<typeof availabilitySchema>;

export interface PeerState {
  /** ISO 8601, UTC. */
  readonly ts: string;
  /** Counts the states published since the instrument started. */
  readonly seq: number;
  readonly activity: 'idle' | 'running';
  readonly job?: string;
}

/**
 * Every command has these. `id` is never used twice; a command is refused once `expires` has passed, and when it lies
 * more than `LONGEST_LIFE_MS` ahead: then the clocks differ, and it would not expire when it should.
 */
export const envelopeSchema = z.object({ id: z.string().min(1), expires: z.iso.datetime() });
export const LONGEST_LIFE_MS = 60_000;
export type Envelope = z.infer<typeof envelopeSchema>;

/** The part of the language that differs between instruments. */
export interface Vocabulary<Task, Result> {
  readonly task: z.ZodType<Task>;
  readonly result: z.ZodType<Result>;
}

/** The arguments of each command, beside its envelope. */
export interface Arguments<Task> {
  readonly identify: object;
  readonly observe: object;
  /** Answered when the job has begun; a job begun before is answered the same and not begun again. */
  readonly start: { readonly job: string; readonly task: Task };
  readonly job: { readonly job: string };
  /** Rows from index `from` on. */
  readonly data: { readonly job: string; readonly from: number };
  /** Stops this job, or whatever runs. */
  readonly safe: { readonly job?: string };
}

/** What the `value` of a successful result holds. `unit` is UCUM. */
export interface Values<Result> {
  readonly identify: Identity;
  readonly observe: readonly Omit<Reading, 'atMs'>[];
  readonly start: object;
  readonly job: JobReport<Result>;
  readonly data: Table;
  readonly safe: object;
}

const jobId = z.string().min(1);

export function argumentSchemas<Task>(task: z.ZodType<Task>): {
  readonly [Name in CommandName]: z.ZodType<Arguments<Task>[Name]>;
} {
  return {
    identify: z.object({}),
    observe: z.object({}),
    start: z.object({ job: jobId, task }),
    job: z.object({ job: jobId }),
    data: z.object({ job: jobId, from: z.int().min(0) }),
    safe: z.object({ job: jobId.exactOptional() }),
  };
}

export function valueSchemas<Result>(result: z.ZodType<Result>): {
  readonly [Name in CommandName]: z.ZodType<Values<Result>[Name]>;
} {
  return {
    identify: z.object({
      manufacturer: z.string(),
      model: z.string(),
      serialNumber: z.string(),
      firmware: z.string(),
    }),
    observe: z.array(z.object({ name: z.string(), value: z.number(), unit: z.string() })),
    start: z.object({}),
    job: reportSchema(result),
    data: z.object({ columns: z.array(z.string()), from: z.int(), rows: z.array(z.array(z.number())) }),
    safe: z.object({}),
  };
}

export function reportSchema<Result>(result: z.ZodType<Result>): z.ZodType<JobReport<Result>> {
  return z.object({
    state: z.enum(['unknown', 'running', 'completed', 'failed', 'aborted', 'interrupted']),
    progress: z.number().exactOptional(),
    rows: z.int().min(0),
    result: result.exactOptional(),
    fault: z.object({ code: z.string(), message: z.string() }).exactOptional(),
  });
}

/**
 * Why a command was not carried out: `expired`, `early` (it expires too late), `retained` and `malformed` by its
 * envelope; `unknown-command`; `bad-arguments`; `busy` with another job; `unknown-job`; `internal` when the instrument itself is in trouble, in
 * which case the command may have been carried out in part.
 */
const REFUSAL_CODES = [
  'expired',
  'early',
  'retained',
  'malformed',
  'unknown-command',
  'bad-arguments',
  'busy',
  'unknown-job',
  'internal',
] as const;
export type RefusalCode = (typeof REFUSAL_CODES)[number];

/** The one answer to a command. `id` is null when the command had none. */
export const resultSchema = z.discriminatedUnion('ok', [
  z.object({ id: z.string().nullable(), ts: z.iso.datetime(), ok: z.literal(true), value: z.unknown() }),
  z.object({
    id: z.string().nullable(),
    ts: z.iso.datetime(),
    ok: z.literal(false),
    code: z.enum(REFUSAL_CODES),
    message: z.string(),
  }),
]);
export type CommandResult = z.infer<typeof resultSchema>;
