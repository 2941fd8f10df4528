/** The parameters of one line, read from left to right: what does not fit is refused with the line and the field. */
import type { Termination } from '../../protocol.js';
import { decodeEnding } from './program-ending.js';
import { CodecError, parseNumber } from './scpi-text.js';

type NumberFor<Fields extends readonly string[]> = { [Key in keyof Fields]: number };

export class ParameterReader {
  private next = 0;

  constructor(
    /** For messages. */
    readonly where: string,
    readonly text: string,
    private readonly parameters: readonly string[],
  ) {}

  get isDone(): boolean {
    return this.next >= this.parameters.length;
  }

  /** One finite number for each field. @throws {CodecError} */
  values<Fields extends readonly string[]>(...fields: Fields): NumberFor<Fields> {
    return fields.map((field) => this.number(field)) as NumberFor<Fields>;
  }

  /** The same, with nothing after them. @throws {CodecError} */
  lastValues<Fields extends readonly string[]>(...fields: Fields): NumberFor<Fields> {
    const values = this.values(...fields);
    this.nothing();
    return values;
  }

  /** The text of the only parameter. @throws {CodecError} */
  only(field: string): string {
    const text = this.take(field);
    this.nothing();
    return text;
  }

  /** All that is left, as pairs of quantity and value. @throws {CodecError} */
  endings(): Termination[] {
    const found: Termination[] = [];
    while (!this.isDone) {
      const quantity = decodeEnding(this.take('a quantity'), this.where);
      found.push({ quantity, value: this.number(`the value of ${quantity}`) });
    }
    return found;
  }

  nothing(): void {
    if (!this.isDone) throw new CodecError(`${this.where} to end there`, this.parameters[this.next]!);
  }

  private number(field: string): number {
    const text = this.take(field);
    const expected = `${field} of ${this.where} as a finite decimal number`;
    let value;
    try {
      value = parseNumber(text);
    } catch (cause) {
      throw new CodecError(expected, text, { cause });
    }
    if (!Number.isFinite(value)) throw new CodecError(expected, text);
    return value;
  }

  private take(field: string): string {
    const text = this.parameters[this.next++];
    if (text === undefined) throw new CodecError(`${field} of ${this.where}`, this.text);
    return text;
  }
}
