/**
 * What operators ask over MQTT, and what they are answered. Who asks is the last level of the topic, which the broker
 * lets nobody but that login publish on; a payload that names somebody else is not believed.
 */
import { z } from 'zod';
import { verbOf, type VerbName } from '../verbs.js';
import { stamp } from './messages.js';

/** Fields of every request. */
export const requestFields = {
  transaction: z.string().min(1).max(100).describe('chosen by the asker, never used twice'),
  issued_at: z.iso.datetime().describe("the asker's clock, UTC; a request older than 10 s is refused"),
  reason: z.string().max(1000).default('').describe('why, for the record'),
};

const requestSchema = z.object(requestFields);
export type OperatorRequest = z.infer<typeof requestSchema>;

/** A request with the fields of its verb. What a payload holds beside them is ignored. */
export function requestSchemaOf(verb: VerbName): z.ZodType<OperatorRequest> {
  return requestSchema.extend(verbOf(verb).fields) as unknown as z.ZodType<OperatorRequest>;
}

/**
 * `forbidden` to this login; `expired` and `early` by `issued_at`; `retained` kept by the broker from earlier;
 * `not-recorded` the record could not be written, so nothing was done; `failed` it was tried and went wrong.
 */
export const REFUSALS = [
  'malformed',
  'retained',
  'unknown-verb',
  'forbidden',
  'expired',
  'early',
  'not-recorded',
  'failed',
] as const;
export type RefusalCode = (typeof REFUSALS)[number];

const transaction = z.string().describe('of the request');

/** The one answer to a request. `transaction` is null when the request had none. */
export const responseSchema = z.discriminatedUnion('ok', [
  z.object({
    ...stamp,
    transaction,
    ok: z.literal(true),
    recorded: z.boolean().describe('false when a stop_all was carried out although the record could not be written'),
  }),
  z.object({
    ...stamp,
    transaction: transaction.nullable(),
    ok: z.literal(false),
    code: z.enum(REFUSALS),
    message: z.string().describe('what was expected, what came and what to do'),
  }),
]);
export type OperatorResponse = z.infer<typeof responseSchema>;
