/** Small pieces that several schemas share. A schema's error text completes "expected ...". */
import { z } from 'zod';

/** What a person calls a thing: any printable line of up to 80 characters. */
export const title = z.string().regex(/^\S(?:[^\p{Cc}]{0,78}\S)?$/u, 'one line of 1 to 80 characters');

/** A name that also serves as a key, a topic level and a file name. */
export const identifier = z
  .string()
  .regex(
    /^[a-z][a-z0-9-]{0,39}$/,
    'lower-case letters, digits and hyphens, beginning with a letter, up to 40',
  );

/** MQTT topic levels without wildcards or a leading `$`. */
export const topic = z
  .string()
  .regex(/^[^\s+#/$][^\s+#/]*(?:\/[^\s+#/]+)*$/, 'an MQTT topic without wildcards, such as lab/station');

export const probability = z.number().min(0).max(1);

const AUTO = 'auto';

/** An address, or `auto`: the simulated lab then says where it listens. */
export function addressOrAuto(pattern: RegExp, expected: string): z.ZodString {
  return z
    .string()
    .regex(new RegExp(`^(?:${AUTO}|${pattern.source})$`), `${expected}, or ${AUTO} in a simulated lab`);
}

/** True when an address is left for the simulated lab to fill in. */
export function isAuto(address: string): boolean {
  return address === AUTO;
}
