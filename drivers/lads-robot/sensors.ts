/** Readings of the device's sensors, with units in UCUM. */
import type { ClientSession } from 'node-opcua-client';
import type { Reading } from '../instrument.js';
import { readValues } from '../transports/opcua-call.js';
import { ucum } from './codec/ucum.js';
import type { SensorNode } from './nodes.js';

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
