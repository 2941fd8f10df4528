/** A label of a header line taken apart: what it names, its unit, its sign. */

export interface Label {
  /** As the file writes it, for messages. */
  readonly text: string;
  /** Place in the line, from 0. */
  readonly index: number;
  /** The name in lower case, joined by `_`; a unit that is not set apart is part of it. */
  readonly words: string;
  /** Undefined when none is set apart. */
  readonly unit: string | undefined;
  /** -1 for `-Im(Z)`. */
  readonly sign: 1 | -1;
}

/** `Test Time / s`, `Time [s]`, `Voltage(V)`, `Current#A` and `I/mA` set their unit apart; `test_time_second` does not. */
export function readLabel(text: string, index: number): Label {
  // The Z of `Re(Z)` is no unit.
  const plain = text.replace(/\(z\)/i, ' Z');
  const [, name = plain, inBrackets, afterSign] =
    /^(.*?)\s*(?:[[(]([^[\]()]+)[\])]|[/#]\s*([^\s/#]+))\s*$/.exec(plain) ?? [];
  const words = name
    .toLowerCase()
    .replace(/\bz\s*(''|"|″)/, 'z_imag')
    .replace(/\bz\s*('|′)/, 'z_real')
    .replace(/[^a-z0-9]+/g, '_')
    .replace(/^_|_$/g, '');
  const sign = /^\s*[-−–]\s*[a-z]/i.test(text) ? -1 : 1;
  return { text, index, words, unit: (inBrackets ?? afterSign)?.trim(), sign };
}
