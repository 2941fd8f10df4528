/** A pipe of Nest: what came in, held against its schema. */
import type { z } from 'zod';
import { complaint } from '../../drivers/transports/mqtt-json.js';
import { RestError } from './rest-error.js';

export class Checked<Schema extends z.ZodType> {
  constructor(private readonly schema: Schema) {}

  /** @throws {RestError} `malformed`, with every field that is wrong */
  transform(value: unknown): z.output<Schema> {
    const parsed = this.schema.safeParse(value ?? {});
    if (!parsed.success) throw new RestError('malformed', complaint(parsed.error));
    return parsed.data;
  }
}
