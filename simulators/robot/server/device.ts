/** The robot as a LADS device: a vendor's subtype with its nameplate and one functional unit. */
import { DataType, promoteToStateMachine, type UAObject } from 'node-opcua';
import { DI_URI } from '../../../drivers/lads-robot/codec/lads.js';
import type { LadsSpace } from './lads-types.js';
import { objectAt, setLocalized, setText, setValue } from './members.js';

const NAMEPLATE = {
  manufacturer: 'Interphase simulators',
  model: 'Glovebox formulation and assembly robot (simulated)',
  serialNumber: 'SIM-ROBOT-1',
  firmware: '1.0.0',
} as const;

const UNIT_MEMBERS = [
  'FunctionSet',
  'ProgramManager',
  'ProgramManager.ActiveProgram.DeviceProgramRunId',
  'ProgramManager.ActiveProgram.CurrentRuntime',
  'ProgramManager.ActiveProgram.EstimatedRuntime',
  'ProgramManager.ResultSet.NodeVersion',
  ...['StartProgram', 'Stop', 'Abort', 'Clear'].map((method) => `FunctionalUnitState.${method}`),
];

/** @returns the functional unit */
export function addDevice(space: LadsSpace): UAObject {
  const { addressSpace, vendor } = space;
  const deviceType = space.subtype('FormulationRobotType', 'LADSDeviceType');
  const unitType = space.subtype('GloveboxWorkcellType', 'FunctionalUnitType');
  const deviceSet = addressSpace.rootFolder.objects.getFolderElementByName(
    'DeviceSet',
    addressSpace.getNamespaceIndex(DI_URI),
  );
  if (!deviceSet) throw new Error('the DI nodeset gave no DeviceSet');
  const device = deviceType.instantiate({
    namespace: vendor,
    browseName: 'Robot',
    componentOf: deviceSet,
  });
  writeNameplate(objectAt(device, 'Identification'));
  promoteToStateMachine(objectAt(device, 'DeviceState')).setState('Operate');
  setText(device, 'FunctionalUnitSet.NodeVersion', '1');
  return unitType.instantiate({
    namespace: vendor,
    browseName: 'Workcell',
    componentOf: objectAt(device, 'FunctionalUnitSet'),
    optionals: UNIT_MEMBERS,
  });
}

function writeNameplate(identification: UAObject): void {
  setLocalized(identification, 'Manufacturer', NAMEPLATE.manufacturer);
  setLocalized(identification, 'Model', NAMEPLATE.model);
  setText(identification, 'SerialNumber', NAMEPLATE.serialNumber);
  setText(identification, 'SoftwareRevision', NAMEPLATE.firmware);
  setText(identification, 'ProductInstanceUri', `urn:interphase:${NAMEPLATE.serialNumber}`);
  setValue(identification, 'RevisionCounter', DataType.Int32, 1);
}
