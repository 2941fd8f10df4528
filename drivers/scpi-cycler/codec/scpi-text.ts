/** Numbers and strings on the wire, after SCPI-1999 volume 1 (chapters 6 to 8): ASCII, comma-separated parameters. */

/** What came over the line does not fit the dialect. `text` is what came. */
export class CodecError extends Error {
  override readonly name = 'CodecError';

  constructor(
    expected: string,
    readonly text: string,
    options?: ErrorOptions,
  ) {
    super(`expected ${expected}, found ${JSON.stringify(text.slice(0, 80))}`, options);
  }
}

/** SCPI-1999, 7.2.1.4 and 7.2.1.5: how an instrument writes infinity and "not a number". */
const INFINITY_TEXT = '9.9E37';
const NAN_TEXT = '9.91E37';
const NUMBER = /^[+-]?\d+(\.\d+)?(e[+-]?\d+)?$/i;

/** The shortest decimal that reads back as the same double, minus zero included. */
export function formatNumber(value: number): string {
  if (Number.isNaN(value)) return NAN_TEXT;
  if (!Number.isFinite(value)) return value > 0 ? INFINITY_TEXT : `-${INFINITY_TEXT}`;
  return Object.is(value, -0) ? '-0' : String(value);
}

/** @throws {CodecError} unless `text` is one decimal number */
export function parseNumber(text: string): number {
  if (text === NAN_TEXT) return NaN;
  if (text === INFINITY_TEXT) return Infinity;
  if (text === `-${INFINITY_TEXT}`) return -Infinity;
  const value = NUMBER.test(text) ? Number(text) : NaN;
  if (!Number.isFinite(value)) throw new CodecError('a decimal number', text);
  return value;
}

/** @throws {CodecError} unless `text` is a whole number of at least `least` */
export function parseCount(text: string, least = 0): number {
  const value = /^\d{1,15}$/.test(text) ? Number(text) : NaN;
  if (!(value >= least)) throw new CodecError(`a whole number of at least ${least}`, text);
  return value;
}

const PRINTABLE = /^[\x20-\x7e]*$/;

/** @throws {CodecError} when `text` holds anything but printable ASCII, which the line cannot carry */
export function quote(text: string): string {
  if (!PRINTABLE.test(text)) throw new CodecError('printable ASCII', text);
  return `"${text.replaceAll('"', '""')}"`;
}

/** For messages to people: whatever the line cannot carry becomes a question mark. */
export function quoteLoosely(text: string): string {
  return quote(text.replaceAll(/[^\x20-\x7e]/g, '?'));
}

/** @throws {CodecError} unless `text` is one quoted string */
export function unquote(text: string): string {
  if (!/^"(?:[\x20\x21\x23-\x7e]|"")*"$/.test(text)) throw new CodecError('a quoted string', text);
  return text.slice(1, -1).replaceAll('""', '"');
}

/** Splits parameters at the commas outside quotes. An empty text has none. */
export function splitParameters(text: string): string[] {
  if (text.trim() === '') return [];
  const parts: string[] = [];
  let part = '';
  let quoted = false;
  for (const character of text) {
    if (character === '"') quoted = !quoted;
    if (character === ',' && !quoted) {
      parts.push(part);
      part = '';
    } else part += character;
  }
  return [...parts, part].map((each) => each.trim());
}

/** @throws {CodecError} unless `text` has exactly `count` parameters */
export function takeParameters(text: string, count: number): string[] {
  const parts = splitParameters(text);
  if (parts.length !== count) throw new CodecError(`${count} parameters`, text);
  return parts;
}
