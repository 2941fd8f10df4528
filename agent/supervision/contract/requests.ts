/**
 * What operators ask, and what they are answered, over MQTT as over REST. Over MQTT who asks is the last level of the
 * topic, which the broker lets nobody but that login publish on; a payload that names somebody else is not believed.
 */
import { z } from 'zod';
import { verbOf, type VerbName } from '../verbs.js';
import { stamp } from './messages.js';

/** What every request holds; the fields of its verb come beside it. */
export const requestSchema = z.object({
  transaction: z.string().min(1).max(100).describe('chosen by the asker, never used twice'),
  issued_at: z.iso.datetime().describe('when it was asked, by the clock of the asker'),
  reason: z.string().max(1000).default('').describe('why, for whoever reads the record'),
});
export type OperatorRequest = z.infer<typeof requestSchema>;

/** A whole request for one verb. What a payload holds beside it is ignored. */
export function requestSchemaOf(verb: VerbName): z.ZodObject {
  return requestSchema.extend(verbOf(verb).fields);
}

/**
 * `forbidden` to the role of the asker; `expired` and `early` by `issued_at`; `retained` kept by the broker from earlier;
 * `transaction-used` for another request; `not-recorded` the record could not be written, so nothing was done; `failed` it
 * was tried and went wrong.
 */
export const REFUSALS = [
  'malformed',
  'retained',
  'unknown-verb',
  'forbidden',
  'expired',
  'early',
  'transaction-used',
  'not-recorded',
  'failed',
] as const;

export type RefusalCode = (typeof REFUSALS)[number];

const done = z.object({
  transaction: z.string(),
  ok: z.literal(true),
  recorded: z.boolean().describe('false: carried out although the record could not be written'),
  message: z.string().exactOptional().describe('what came of it, where there is more to say'),
});
const refused = z.object({
  transaction: z.string().nullable().describe('null when the request had none'),
  ok: z.literal(false),
  code: z.enum(REFUSALS),
  message: z.string().describe('what was expected, and what to do'),
});

/** The one answer to a request. */
export const answerSchema = z.discriminatedUnion('ok', [done, refused]);
export type OperatorAnswer = z.infer<typeof answerSchema>;

/** The same as a message. */
export const responseSchema = z.discriminatedUnion('ok', [done.extend(stamp), refused.extend(stamp)]);
export type OperatorResponse = z.infer<typeof responseSchema>;
