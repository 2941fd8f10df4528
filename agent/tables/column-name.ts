/** The name of a column apart from the unit that headers write behind it. */

export interface ColumnName {
  readonly name: string;
  /** As written, without brackets; undefined where the header has none. */
  readonly unit: string | undefined;
}

/** `c [mol/L]`, `T (K)`, `Yield / %`; a slash without blanks around it is part of a name (`EC/DMC`). */
const WITH_UNIT = /^(.+?)\s*(?:\[([^[\]]*)\]|\(([^()]*)\)|\s\/\s(\S+))$/;

export function columnName(header: string): ColumnName {
  const [, name, ...units] = WITH_UNIT.exec(header) ?? [];
  return name === undefined
    ? { name: header, unit: undefined }
    : { name: name.trim(), unit: units.find(Boolean)?.trim() };
}
