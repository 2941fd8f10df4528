/** The name of a column apart from the unit that headers write behind it. */

export interface ColumnName {
  readonly name: string;
  /** As written, without brackets; undefined where the header has none. */
  readonly unit: string | undefined;
}

/** `c [mol/L]`, `T (K)`, `Yield / %`; a slash without blanks around it is part of a name (`EC/DMC`). */
const WITH_UNIT = /^(.+?)\s*(?:\[([^[\]]*)\]|\(([^()]*)\)|\s\/\s(\S+))$/;

/** Ways of writing what UCUM writes once. */
const SPELLINGS: Readonly<Partial<Record<string, string>>> = {
  ...{ '°c': 'cel', c: 'cel', degc: 'cel', celsius: 'cel', kelvin: 'k' },
  ...{ percent: '%', 'wt%': '%', m: 'mol/l', 'mol l-1': 'mol/l', 'mol·l-1': 'mol/l' },
  ...{ ω: 'ohm', hours: 'h', hour: 'h', 'h-1': '/h', '1/h': '/h', mah: 'ma.h' },
};

export function columnName(header: string): ColumnName {
  const [, name, ...units] = WITH_UNIT.exec(header) ?? [];
  return name === undefined
    ? { name: header, unit: undefined }
    : { name: name.trim(), unit: units.find(Boolean)?.trim() };
}

export function isSameUnit(a: string, b: string): boolean {
  return spelled(a) === spelled(b);
}

function spelled(unit: string): string {
  const lower = unit.toLowerCase();
  return SPELLINGS[lower] ?? lower;
}
