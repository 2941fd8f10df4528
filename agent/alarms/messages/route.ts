/** A way to people, whatever lies behind it. */
import type { QuietHours } from '../../../config/alarms.js';
import type { Priority } from '../alarm-state.js';
import type { Letter } from './wording.js';

export interface Route {
  readonly name: string;
  /** The lowest priority that goes this way. */
  readonly takes: Priority;
  /** When only what is urgent goes this way. */
  readonly quiet?: QuietHours | undefined;
  /**
   * Resolves to what the other side said once it has taken the letter over.
   * @param signal ends the attempt; whether the letter has arrived is then unknown
   * @throws {Error} why not, in words that hold no secret
   */
  send(letter: Letter, signal: AbortSignal): Promise<string>;
}

/** What may not be read in a record or at a terminal. */
export class Secrets {
  private readonly values: string[] = [];

  /** @returns the value itself */
  add(value: string): string {
    this.values.push(value, encodeURIComponent(value), Buffer.from(value).toString('base64'));
    return value;
  }

  redact(text: string): string {
    return this.values.reduce((rest, value) => (value === '' ? rest : rest.replaceAll(value, '***')), text);
  }
}
