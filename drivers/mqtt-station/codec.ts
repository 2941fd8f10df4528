/**
 * What a characterisation station and its driver say to each other: JSON, UTF-8, one object a message. Times are
 * ISO-8601 UTC of the sender's clock, so both ends must keep theirs set (NTP).
 */
import { z } from 'zod';
import { FILM_ELEMENTS } from '../characteriser.js';

export const COMMAND_NAMES = ['identify', 'observe', 'start', 'job', 'data', 'safe'] as const;
export type CommandName = (typeof COMMAND_NAMES)[number];

export const availabilitySchema = z.object({ state: z.enum(['online', 'offline']) });
export type Availability = z.infer<typeof availabilitySchema>;

export const stateSchema = z.object({
  ts: z.iso.datetime(),
  /** Counts the states published since the station started. */
  seq: z.int(),
  activity: z.enum(['idle', 'running']),
  job: z.string().exactOptional(),
});
export type StationState = z.infer<typeof stateSchema>;

/** Every command has these. `id` is never used twice; a command is refused once `expires` has passed. */
export const envelopeSchema = z.object({ id: z.string().min(1), expires: z.iso.datetime() });
export type Envelope = z.infer<typeof envelopeSchema>;

export const taskSchema = z.object({ kind: z.enum(['impedance', 'film']), cellId: z.string().min(1) });

const jobId = z.string().min(1);

/** The arguments of each command, beside its envelope. */
export const argumentSchemas = {
  identify: z.object({}),
  observe: z.object({}),
  /** Answered when the job has begun; a job begun before is answered the same and not begun again. */
  start: z.object({ job: jobId, task: taskSchema }),
  job: z.object({ job: jobId }),
  /** Rows from index `from` on. */
  data: z.object({ job: jobId, from: z.int().min(0) }),
  /** Stops this job, or whatever runs. */
  safe: z.object({ job: jobId.exactOptional() }),
} as const satisfies Record<CommandName, z.ZodType>;
export type Arguments<Name extends CommandName> = z.infer<(typeof argumentSchemas)[Name]>;

const atomicFractions = z.record(z.enum(FILM_ELEMENTS), z.number());

export const reportSchema = z.object({
  state: z.enum(['unknown', 'running', 'completed', 'failed', 'aborted', 'interrupted']),
  /** 0 to 1. */
  progress: z.number().exactOptional(),
  rows: z.int().min(0),
  result: z
    .discriminatedUnion('kind', [
      z.object({ kind: z.literal('impedance'), openCircuitVoltageV: z.number() }),
      z.object({
        kind: z.literal('film'),
        thicknessM: z.number(),
        thicknessSdM: z.number(),
        atomicFractions,
      }),
    ])
    .exactOptional(),
  fault: z.object({ code: z.string(), message: z.string() }).exactOptional(),
});

/** What the `value` of a successful result holds. */
export const valueSchemas = {
  identify: z.object({
    manufacturer: z.string(),
    model: z.string(),
    serialNumber: z.string(),
    firmware: z.string(),
  }),
  /** `unit` is UCUM. */
  observe: z.array(z.object({ name: z.string(), value: z.number(), unit: z.string() })),
  start: z.object({}),
  job: reportSchema,
  data: z.object({ columns: z.array(z.string()), from: z.int(), rows: z.array(z.array(z.number())) }),
  safe: z.object({}),
} as const satisfies Record<CommandName, z.ZodType>;
export type Value<Name extends CommandName> = z.infer<(typeof valueSchemas)[Name]>;

/**
 * Why a command was not carried out: `expired`, `retained` and `malformed` by its envelope; `unknown-command`;
 * `bad-arguments`; `busy` with another job; `unknown-job`; `internal` when the station itself is in trouble, in which
 * case the command may have been carried out in part.
 */
export const REFUSAL_CODES = [
  'expired',
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
