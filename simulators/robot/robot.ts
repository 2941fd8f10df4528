/** The simulated synthesis and assembly robot: a workcell in the room behind an OPC UA LADS server. */
import '../../drivers/transports/opcua-quiet.js';
import { promoteToStateMachine, type OPCUAServer } from 'node-opcua';
import type { HeldReadings } from '../faults/held-readings.js';
import type { JobEntry } from '../lab/room.js';
import type { Durations } from './programs/program.js';
import { DEFAULT_DURATIONS } from './programs/programs.js';
import { addDevice } from './server/device.js';
import { LadsSpace } from './server/lads-types.js';
import { objectAt, setLocalized } from './server/members.js';
import { bindMethods } from './server/methods.js';
import { addressSpaceOf, makeServer, type ServerOptions } from './server/opcua-server.js';
import { addActiveProgram, addTemplates } from './server/programs-node.js';
import { addRefill } from './server/refill-method.js';
import { ResultSet } from './server/results.js';
import { addSensors } from './server/sensors.js';
import { airSensors, StockSensors } from './server/room-sensors.js';
import { Workcell, type WorkcellOptions } from './workcell.js';

export interface RobotOptions extends ServerOptions, Omit<WorkcellOptions, 'durations'> {
  readonly durations?: Durations;
  readonly held?: HeldReadings;
  /** Called when the room could not be reached. */
  readonly onTrouble?: (error: unknown) => void;
}

export interface Robot {
  readonly endpoint: string;
  /** Loses its power: a running program is left as it stands. */
  close(): Promise<void>;
}

/** Powers the workcell up in its room and serves it. Jobs from before are known, with their results. */
export async function startRobot(options: RobotOptions): Promise<Robot> {
  const workcell = new Workcell({ durations: DEFAULT_DURATIONS, ...options });
  const earlier = await workcell.powerUp();
  const server = await makeServer(options);
  try {
    await model(server, workcell, earlier, options);
    await server.start();
  } catch (error) {
    await server.shutdown(0);
    throw error;
  }
  return {
    endpoint: server.getEndpointUrl(),
    close: async () => {
      await workcell.powerOff();
      await server.shutdown(0);
    },
  };
}

async function model(
  server: OPCUAServer,
  workcell: Workcell,
  earlier: readonly JobEntry[],
  { room, held, onTrouble = () => undefined }: RobotOptions,
): Promise<void> {
  const space = new LadsSpace(addressSpaceOf(server));
  const unit = addDevice(space);
  addTemplates(space, objectAt(unit, 'ProgramManager.ProgramTemplateSet'));
  addActiveProgram(space, objectAt(unit, 'ProgramManager.ActiveProgram'), workcell);
  const stock = new StockSensors(room);
  await stock.refresh();
  addSensors(space, objectAt(unit, 'FunctionSet'), [...airSensors(workcell, held), ...stock.sensors]);
  addRefill(space, unit, {
    room,
    isResting: () => workcell.state === 'Stopped',
    refilled: () => stock.refresh(),
  });
  const results = new ResultSet(space, objectAt(unit, 'ProgramManager.ResultSet'));
  for (const entry of earlier) results.add(entry);
  const unitState = objectAt(unit, 'FunctionalUnitState');
  const machine = promoteToStateMachine(unitState);
  const show = (state: string): void => {
    machine.setState(state);
    setLocalized(unitState, 'CurrentState.EffectiveDisplayName', state);
  };
  show(workcell.state);
  bindMethods(unitState, workcell);
  workcell.listen({
    programEnded: (entry) => {
      results.add(entry);
      stock.refresh().catch(onTrouble);
    },
    stateChanged: show,
    troubled: onTrouble,
  });
}
