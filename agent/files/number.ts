/** Numbers as testers print them. */

/** `0x1F` and `0b1` are numbers to JavaScript, not to a tester. */
const OTHER_BASES = /^[-+]?0[xob]/i;

/**
 * The number of a cell: point (or comma) as decimal sign, an exponent if any, blanks around it. NaN for everything else,
 * the empty cell and infinity included.
 */
export function numberOf(cell: string, decimal: '.' | ','): number {
  const text = decimal === ',' ? cell.replace(',', '.') : cell;
  const value = +text;
  // JavaScript reads blank text as 0.
  if (value === 0) return text.includes('0') && !OTHER_BASES.test(text.trim()) ? 0 : NaN;
  if (!Number.isFinite(value)) return NaN;
  return (text.charCodeAt(1) > 57 || text.charCodeAt(0) <= 32) && OTHER_BASES.test(text.trim()) ? NaN : value;
}

/** Value of one in the last printed place, 1; Infinity for text. `0.0002` gives 1e-4. */
export function lastPlace(cell: string, decimal: '.' | ','): number {
  const [, fraction = '', exponent = '0'] = /^\s*[-+]?\d*[.,]?(\d*)(?:e([-+]?\d+))?\s*$/i.exec(cell) ?? [];
  return Number.isNaN(numberOf(cell, decimal)) ? Infinity : 10 ** (Number(exponent) - fraction.length);
}
