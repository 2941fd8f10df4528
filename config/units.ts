/** The units a configuration may use (UCUM codes, https://ucum.org) and how each becomes SI. */

/** What multiplying by `factor` and then adding `offset` gives, and in which SI unit. */
interface ToSi {
  readonly factor: number;
  readonly offset: number;
  readonly si: string;
}

const TO_SI = {
  '1': { factor: 1, offset: 0, si: '1' },
  '%': { factor: 0.01, offset: 0, si: '1' },
  'kg/kg': { factor: 1, offset: 0, si: '1' },
  'mol/L': { factor: 1000, offset: 0, si: 'mol/m3' },
  V: { factor: 1, offset: 0, si: 'V' },
  A: { factor: 1, offset: 0, si: 'A' },
  Ohm: { factor: 1, offset: 0, si: 'Ohm' },
  Cel: { factor: 1, offset: 273.15, si: 'K' },
  h: { factor: 3600, offset: 0, si: 's' },
  '/h': { factor: 1 / 3600, offset: 0, si: '/s' },
  nm: { factor: 1e-9, offset: 0, si: 'm' },
  'mA.h': { factor: 3.6, offset: 0, si: 'A.s' },
  g: { factor: 1e-3, offset: 0, si: 'kg' },
} as const satisfies Record<string, ToSi>;

/** A UCUM code the configuration knows. */
export type Unit = keyof typeof TO_SI;

export const UNIT_CODES = Object.keys(TO_SI) as Unit[];

/** `value` in SI: 25 `Cel` is 298.15 (K), 0.1 `/h` is 2.78e-5 (/s), 2 `%` is 0.02 (1). */
export function toSi(value: number, unit: Unit): number {
  const { factor, offset } = TO_SI[unit];
  return value * factor + offset;
}

/** The SI unit that `toSi` gives for `unit`, as a UCUM code. */
export function siUnit(unit: Unit): string {
  return TO_SI[unit].si;
}

/** `4.2 V`; a plain number for the unit 1. */
export function withUnit(value: number, unit: Unit): string {
  return unit === '1' ? String(value) : `${value} ${unit}`;
}
