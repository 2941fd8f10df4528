/** Units of OPC UA as UCUM. */

/** UCUM by UN/ECE Recommendation 20 common code, which OPC UA packs into `unitId`. */
const UCUM: Readonly<Record<string, string>> = {
  '59': '[ppm]',
  CEL: 'Cel',
  KEL: 'K',
  KGM: 'kg',
  GRM: 'g',
  C62: '1',
  P1: '%',
  VLT: 'V',
  BAR: 'bar',
  PAL: 'Pa',
};

/**
 * A unit that is not in the table goes by what the server shows.
 * @param information EUInformation (OPC 10000-8, 5.6.3): `unitId` holds the characters of the common code, big endian
 */
export function ucum(information: unknown): string | undefined {
  const { unitId = 0, displayName } = (information ?? {}) as {
    unitId?: number;
    displayName?: { text?: string | null };
  };
  return UCUM[commonCode(unitId)] ?? (displayName?.text || undefined);
}

function commonCode(unitId: number): string {
  const bytes = [unitId >> 16, unitId >> 8, unitId]
    .map((shifted) => shifted & 0xff)
    .filter((byte) => byte > 0);
  return String.fromCharCode(...bytes);
}
