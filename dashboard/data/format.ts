/** Numbers, times and names as people read them. What was never received is a dash, never a zero. */

export const DASH = '–';

/** @param digits significant digits */
export function number(value: number | null | undefined, digits = 4): string {
  if (value === null || value === undefined || !Number.isFinite(value)) return DASH;
  const size = Math.abs(value);
  if (size !== 0 && (size < 1e-3 || size >= 1e6)) return value.toExponential(Math.min(2, digits - 1));
  const decimals = size === 0 ? 0 : Math.max(0, Math.min(6, digits - 1 - Math.floor(Math.log10(size))));
  return value.toFixed(decimals);
}

/** A round number as it is said: no zeros that mean nothing. */
export function plain(value: number, digits = 4): string {
  return String(Number(value.toPrecision(digits)));
}

/** A value to the digits that its uncertainty leaves, as in `94.6 ± 0.5`. */
export function withSd(value: number | null | undefined, sd: number | null | undefined): string {
  if (value === null || value === undefined || !Number.isFinite(value)) return DASH;
  if (!sd || !Number.isFinite(sd)) return number(value);
  const decimals = Math.max(0, Math.min(6, 1 - Math.floor(Math.log10(sd)) - (firstDigit(sd) > 2 ? 1 : 0)));
  return `${value.toFixed(decimals)} ± ${sd.toFixed(decimals)}`;
}

function firstDigit(value: number): number {
  return Math.floor(value / 10 ** Math.floor(Math.log10(value)));
}

const UNITS: readonly (readonly [string, number])[] = [
  ['d', 86_400],
  ['h', 3600],
  ['min', 60],
  ['s', 1],
];

/** A duration in its two largest units, as `6 d 4 h`. */
export function duration(seconds: number | null | undefined): string {
  if (seconds === null || seconds === undefined || !Number.isFinite(seconds)) return DASH;
  const total = Math.max(0, Math.round(seconds));
  const first = UNITS.findIndex(([, size]) => total >= size);
  if (first < 0) return '0 s';
  const [name, size] = UNITS[first]!;
  const next = UNITS[first + 1];
  const rest = next ? Math.floor((total % size) / next[1]) : 0;
  return `${Math.floor(total / size)} ${name}${next && rest > 0 ? ` ${rest} ${next[0]}` : ''}`;
}

/** How long ago, for a tile's corner. */
export function age(ms: number): string {
  return ms < 60_000 ? `${(Math.max(0, ms) / 1000).toFixed(0)} s` : duration(ms / 1000);
}

const LOCAL = new Intl.DateTimeFormat(undefined, { dateStyle: 'medium', timeStyle: 'short' });

/** The reader's zone; `utc` is for the title. */
export function time(iso: string | null | undefined): { readonly local: string; readonly utc: string } {
  const ms = iso ? Date.parse(iso) : NaN;
  if (Number.isNaN(ms)) return { local: DASH, utc: '' };
  return {
    local: LOCAL.format(ms),
    utc: new Date(ms)
      .toISOString()
      .replace('T', ' ')
      .replace(/\.\d+Z/, ' UTC'),
  };
}

/** `coulombicEfficiency` or `stop_all` as words. */
export function words(name: string): string {
  return name
    .replace(/[_-]/g, ' ')
    .replace(/ ?[cC]Rate$/, ' C-rate')
    .replace(/\bdc\b/, 'DC')
    .trim()
    .replace(/([a-z])([A-Z])/g, (_, before: string, after: string) => `${before} ${after.toLowerCase()}`);
}

/** The same at the beginning of a line. */
export function title(name: string): string {
  const text = words(name);
  return text.charAt(0).toUpperCase() + text.slice(1);
}

const PRINTED: Readonly<Record<string, string>> = {
  '1': '',
  Cel: '°C',
  Ohm: 'Ω',
  'Ohm.cm2': 'Ω cm²',
  'mA.h': 'mAh',
  'ug/cm2': 'µg/cm²',
};

/** UCUM units as they are printed. */
export function unit(ucum: string): string {
  return PRINTED[ucum] ?? ucum.replaceAll(/[[\]]/g, '').replaceAll('.', ' ');
}

/** What the agent says in a sentence: names of quantities as words, the units behind numbers as they are printed. */
export function phrase(text: string): string {
  return text
    .replace(/(?<=\d )[A-Za-z][\w./]*/g, (word) => PRINTED[word] ?? word)
    .replace(/(?<=[a-z])_(?=[a-z])/g, ' ');
}

/** A recipe in short: what is in it, without the kinds of ingredients. */
export function recipe(parameters: Readonly<Record<string, number | string>>): string {
  return Object.entries(parameters)
    .filter(([, value]) => value !== 0)
    .map(([name, value]) => `${parameterName(name)} ${typeof value === 'number' ? amount(name, value) : value}`)
    .join(' · ');
}

/** Units of what is done to a cell, by the end of its name; of what it is made of the short form says none. */
const DONE_IN: readonly (readonly [RegExp, string])[] = [
  [/[tT]emperature$/, ' °C'],
  [/[vV]oltage$/, ' V'],
];

function amount(name: string, value: number): string {
  return `${plain(value, 3)}${DONE_IN.find(([end]) => end.test(name))?.[1] ?? ''}`;
}

/** `additive.VC` is known as VC; what is done, as `formation.cRate`, keeps its stage. */
export function parameterName(name: string): string {
  return /^(solvent|salt|additive)\./.test(name)
    ? name.replace(/^[^.]*\./, '')
    : words(name.replaceAll('.', ' '));
}
