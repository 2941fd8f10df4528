/** Glovebox air and stock as LADS analog sensors. Values are worked out when they are read. */
import { DataType, makeEUInformation, standardUnits, type EUInformation, type UAObject } from 'node-opcua';
import type { LadsSpace } from './lads-types.js';
import { computed, setValue, variableAt } from './members.js';

export interface Sensor {
  readonly name: string;
  readonly unit: EUInformation;
  read(): number;
}

/** Units by their UN/ECE Recommendation 20 common codes. */
export const UNITS = {
  ppm: makeEUInformation('59', 'ppm', 'part per million'),
  celsius: standardUnits.degree_celsius,
  kilogram: standardUnits.kilogram,
  one: makeEUInformation('C62', '1', 'one'),
} as const;

export function addSensors(space: LadsSpace, functionSet: UAObject, sensors: readonly Sensor[]): void {
  for (const sensor of sensors) addSensor(space, functionSet, sensor);
}

function addSensor(space: LadsSpace, functionSet: UAObject, sensor: Sensor): void {
  const node = space.type('AnalogScalarSensorFunctionType').instantiate({
    namespace: space.vendor,
    browseName: sensor.name,
    componentOf: functionSet,
  });
  setValue(node, 'IsEnabled', DataType.Boolean, true);
  for (const value of ['SensorValue', 'RawValue']) {
    computed(variableAt(node, value), DataType.Double, () => sensor.read());
    variableAt(node, `${value}.EngineeringUnits`).setValueFromSource({
      dataType: DataType.ExtensionObject,
      value: sensor.unit,
    });
  }
}
