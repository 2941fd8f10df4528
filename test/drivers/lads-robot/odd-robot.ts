/**
 * A LADS robot of another make: other namespace indexes, a unit reachable twice, arguments in another order, state
 * texts in German, neither Abort nor Clear, and no word about which task a program belongs to.
 */
import {
  DataType,
  MessageSecurityMode,
  OPCUACertificateManager,
  OPCUAServer,
  SecurityPolicy,
  StatusCodes,
  Variant,
  nodesets,
  promoteToStateMachine,
  type Argument,
  type UAObject,
} from 'node-opcua';
import { addDevice } from '../../../simulators/robot/server/device.js';
import { LadsSpace, NODESETS } from '../../../simulators/robot/server/lads-types.js';
import {
  arrayOf,
  member,
  methodAt,
  objectAt,
  setLocalized,
  setText,
  variableAt,
} from '../../../simulators/robot/server/members.js';
import { addressSpaceOf } from '../../../simulators/robot/server/opcua-server.js';
import { addTemplates } from '../../../simulators/robot/server/programs-node.js';

const GERMAN: Readonly<Record<string, string>> = { Stopped: 'angehalten', Running: 'läuft' };

export class OddRobot {
  /** Arguments of every StartProgram, by name. */
  readonly started: Record<string, unknown>[] = [];
  /** Carries StartProgram out, but never answers. */
  isSilent = false;

  private constructor(private readonly server: OPCUAServer) {}

  /** @param lacks members that are taken out of the functional unit, e.g. `ProgramManager.ActiveProgram` */
  static async start(pkiFolder: string, lacks: readonly string[] = []): Promise<OddRobot> {
    const serverCertificateManager = new OPCUACertificateManager({ rootFolder: pkiFolder });
    await serverCertificateManager.initialize();
    const [standard = '', ...others] = NODESETS;
    const server = new OPCUAServer({
      port: 0,
      host: '127.0.0.1',
      hostname: '127.0.0.1',
      nodeset_filename: [standard, nodesets.packML, ...others],
      serverCertificateManager,
      securityModes: [MessageSecurityMode.None],
      securityPolicies: [SecurityPolicy.None],
    });
    await server.initialize();
    const robot = new OddRobot(server);
    robot.build(['FunctionalUnitState.Abort', 'FunctionalUnitState.Clear', ...lacks]);
    await server.start();
    return robot;
  }

  get endpoint(): string {
    return this.server.getEndpointUrl();
  }

  close(): Promise<void> {
    return this.server.shutdown(0);
  }

  private build(lacks: readonly string[]): void {
    const space = new LadsSpace(addressSpaceOf(this.server));
    const names = reverseArguments(space);
    const unit = addDevice(space);
    addTemplates(space, objectAt(unit, 'ProgramManager.ProgramTemplateSet'));
    (unit.parent as UAObject).addReference({ referenceType: 'Organizes', nodeId: unit.nodeId });
    this.bind(unit, names);
    for (const path of lacks) space.addressSpace.deleteNode(member(unit, path));
  }

  private bind(unit: UAObject, names: readonly string[]): void {
    const state = objectAt(unit, 'FunctionalUnitState');
    const machine = promoteToStateMachine(state);
    const show = (name: string): void => {
      machine.setState(name);
      setLocalized(state, 'CurrentState', GERMAN[name] ?? name);
    };
    show('Stopped');
    methodAt(state, 'StartProgram').bindMethod(async (inputs: Variant[], _context: unknown) => {
      this.started.push(named(names, inputs));
      const runId = `run ${this.started.length}`;
      setText(unit, 'ProgramManager.ActiveProgram.DeviceProgramRunId', runId);
      show('Running');
      if (this.isSilent) await new Promise(() => undefined);
      return { statusCode: StatusCodes.Good, outputArguments: [text(runId)] };
    });
    methodAt(state, 'Stop').bindMethod(async (_inputs: Variant[], _context: unknown) => {
      show('Stopped');
      return { statusCode: StatusCodes.Good };
    });
  }
}

function named(names: readonly string[], inputs: readonly Variant[]): Record<string, unknown> {
  return Object.fromEntries(inputs.map((input, at) => [names[at] ?? '', input.value as unknown]));
}

/** In the type, which is what the server checks calls against. @returns the names in their new order */
function reverseArguments(space: LadsSpace): string[] {
  const stateMachine = space.addressSpace.findNode(space.type('FunctionalUnitStateMachineType').nodeId);
  if (!stateMachine) throw new Error('the address space lost its own type');
  const declared = variableAt(stateMachine, 'StartProgram.InputArguments');
  const reversed = [...(declared.readValue().value.value as Argument[])].reverse();
  declared.setValueFromSource(arrayOf(DataType.ExtensionObject, reversed));
  return reversed.map(({ name }) => name ?? '');
}

function text(value: string): Variant {
  return new Variant({ dataType: DataType.String, value });
}
