/** Units as people write them, and from one into another. */
import { siUnit, toSi, UNIT_CODES, type Unit } from './units.js';

/** UCUM codes beside those of a configuration, with what one of them is in SI. */
const FURTHER: Readonly<Partial<Record<string, { readonly factor: number; readonly si: string }>>> = {
  mOhm: { factor: 1e-3, si: 'Ohm' },
  kOhm: { factor: 1e3, si: 'Ohm' },
  MOhm: { factor: 1e6, si: 'Ohm' },
  mV: { factor: 1e-3, si: 'V' },
  um: { factor: 1e-6, si: 'm' },
  Ao: { factor: 1e-10, si: 'm' },
  s: { factor: 1, si: 's' },
  min: { factor: 60, si: 's' },
  d: { factor: 86_400, si: 's' },
  '/s': { factor: 1, si: '/s' },
  'A.h': { factor: 3600, si: 'A.s' },
  'uA.h': { factor: 3.6e-3, si: 'A.s' },
  'ug/cm2': { factor: 1e-5, si: 'kg/m2' },
  'mg/cm2': { factor: 1e-2, si: 'kg/m2' },
  'mg/m2': { factor: 1e-6, si: 'kg/m2' },
  'g/m2': { factor: 1e-3, si: 'kg/m2' },
  'g/mol': { factor: 1e-3, si: 'kg/mol' },
  'kg/mol': { factor: 1, si: 'kg/mol' },
};

const CODES: readonly string[] = [...UNIT_CODES, ...Object.keys(FURTHER)];

/** Ways of writing what UCUM writes once, as `plain` leaves them. */
const SPELLINGS: Readonly<Partial<Record<string, string>>> = {
  ...{ '°c': 'cel', c: 'cel', degc: 'cel', celsius: 'cel', kelvin: 'k' },
  ...{ percent: '%', 'wt%': '%', M: 'mol/l', 'Mol/l': 'mol/l', 'moll-1': 'mol/l' },
  ...{ hour: 'h', hours: 'h', 'h-1': '/h', '1/h': '/h' },
};

/** The UCUM code that a person means: `ohm` and `Ω` are `Ohm`, `mAh` is `mA.h`, `°C` is `Cel`; undefined where there is none. */
export function unitCode(text: string): string | undefined {
  if (CODES.includes(text)) return text;
  const meant = plain(text);
  return CODES.find((code) => plain(code) === meant);
}

/** Whether two people mean the same unit, also one that is no code here. */
export function isSameUnit(a: string, b: string): boolean {
  return (unitCode(a) ?? plain(a)) === (unitCode(b) ?? plain(b));
}

/** A unit as it was written, with what it says where another was expected. */
export function unitInWords(written: string, expected: string): string {
  const isMolal = written === 'm' && isSameUnit(expected, 'mol/L');
  return isMolal ? 'm, which is molal, mol/kg (molar is M)' : written;
}

/** Case tells nothing apart, but for `m` and `M`: milli and mega, molal and molar. */
function plain(text: string): string {
  const spelled = text
    .replaceAll(/[^M]+/g, (part) => part.toLowerCase())
    .replaceAll(/ω|ohM/g, 'ohm')
    .replaceAll(/[µμ]/g, 'u')
    .replaceAll(/[.·*\s]/g, '')
    .replace('²', '2');
  return SPELLINGS[spelled] ?? spelled;
}

/** `value` in another unit; undefined where the units, both UCUM codes, are of different kinds. */
export function convert(value: number, from: string, to: string): number | undefined {
  if (from === to) return value;
  const [a, b] = [toSiOf(from), toSiOf(to)];
  if (!a || !b || a.si !== b.si) return undefined;
  return (value * a.factor + a.offset - b.offset) / b.factor;
}

function toSiOf(
  code: string,
): { readonly factor: number; readonly offset: number; readonly si: string } | undefined {
  const further = FURTHER[code];
  if (further) return { ...further, offset: 0 };
  const unit = UNIT_CODES.find((one): one is Unit => one === code);
  if (unit === undefined) return undefined;
  const offset = toSi(0, unit);
  return { factor: toSi(1, unit) - offset, offset, si: siUnit(unit) };
}
