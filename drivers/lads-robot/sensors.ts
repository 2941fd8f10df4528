/** Readings of the device's sensors, with units in UCUM. */
import type { ClientSession } from 'node-opcua';
import type { Reading } from '../instrument.js';
import { readValues } from '../transports/opcua-call.js';
import type { SensorNode } from './nodes.js';

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

export interface Sensor {
  readonly node: SensorNode;
  /** UCUM. */
  readonly unit: string;
}

/** Units do not change while connected. */
export async function readUnits(
  session: ClientSession,
  instrument: string,
  nodes: readonly SensorNode[],
): Promise<Sensor[]> {
  const withUnit = nodes.flatMap((node) => (node.unit ? [{ node, unitNode: node.unit }] : []));
  const units = await readValues(
    session,
    instrument,
    withUnit.map(({ unitNode }) => unitNode),
  );
  return withUnit.flatMap(({ node }, at) => {
    const unit = ucum(units[at]);
    return unit === undefined ? [] : [{ node, unit }];
  });
}

/** Sensors without a value now are left out. */
export async function readSensors(
  session: ClientSession,
  instrument: string,
  sensors: readonly Sensor[],
  now: () => number,
): Promise<Reading[]> {
  const values = await readValues(
    session,
    instrument,
    sensors.map(({ node }) => node.value),
  );
  const atMs = now();
  return sensors.flatMap(({ node, unit }, at) => {
    const value = values[at];
    return typeof value === 'number' ? [{ name: node.name, value, unit, atMs }] : [];
  });
}

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
