/** Finds the robot on an OPC UA server by type, whatever its vendor called it, and says what is missing. */
import type { ClientSession, NodeId } from 'node-opcua-client';
import { InstrumentError } from '../instrument-error.js';
import type { Child, OpcuaBrowser } from '../transports/opcua-browse.js';
import { methodNode, readValues, type MethodNode } from '../transports/opcua-call.js';
import { TEMPLATES } from './codec/task.js';
import { DEVICE_SET, DI_URI, LADS_TYPES, LADS_URI } from './codec/lads.js';
import type { RobotNodes, SensorNode, UnitNodes } from './nodes.js';
import { Part } from './part.js';

/** @throws {InstrumentError} `set-up` naming every node that the driver needs and the server lacks */
export async function discoverRobot(
  session: ClientSession,
  browser: OpcuaBrowser,
  instrument: string,
): Promise<RobotNodes> {
  const absent = [LADS_URI, DI_URI].filter((uri) => !browser.knows(uri));
  if (absent.length > 0) throw unfit(instrument, [`namespace ${absent.join(', ')}: this is no LADS device`]);
  return new Discovery(session, browser, instrument).run();
}

class Discovery {
  private readonly missing: string[] = [];

  constructor(
    private readonly session: ClientSession,
    private readonly browser: OpcuaBrowser,
    private readonly instrument: string,
  ) {}

  async run(): Promise<RobotNodes> {
    const { device, unit } = await this.findUnit();
    const nodes = {
      nameplate: await this.nameplate(device),
      unit: await this.unitNodes(unit),
      sensors: await this.sensors(await unit.optionalPart('FunctionSet')),
      keyValueType: this.browser.id(LADS_URI, LADS_TYPES.keyValue),
    };
    if (this.missing.length > 0) throw unfit(this.instrument, this.missing);
    return nodes;
  }

  /** The only functional unit whose program templates are the ones we call. */
  private async findUnit(): Promise<{ device: Part; unit: Part }> {
    const found: { device: Part; unit: Part }[] = [];
    const deviceSet = this.part(this.browser.id(DI_URI, DEVICE_SET), 'DeviceSet');
    for (const device of await this.ofType(deviceSet, LADS_TYPES.device)) {
      const set = await device.optionalPart('FunctionalUnitSet');
      for (const unit of await this.ofType(set, LADS_TYPES.functionalUnit)) {
        if (await this.hasOurTemplates(unit)) found.push({ device, unit });
      }
    }
    const [only] = found;
    if (only && found.length === 1) return only;
    const names = found.map(({ unit }) => unit.path).join(', ') || 'none';
    const wanted = Object.values(TEMPLATES).join(', ');
    throw unfit(this.instrument, [`one functional unit with the programs ${wanted} (found: ${names})`]);
  }

  private async hasOurTemplates(unit: Part): Promise<boolean> {
    const manager = await unit.optionalPart('ProgramManager');
    const set = await manager?.optionalPart('ProgramTemplateSet');
    const templates = set ? await this.browser.children(set.nodeId) : [];
    const ids = await Promise.all(templates.map((one) => this.browser.child(one.nodeId, 'DeviceTemplateId')));
    const values = await this.read(ids.flatMap((child) => (child ? [child.nodeId] : [])));
    return Object.values(TEMPLATES).every((template) => values.includes(template));
  }

  private async nameplate(device: Part): Promise<RobotNodes['nameplate']> {
    const identification = await device.part('Identification');
    return {
      manufacturer: await identification.node('Manufacturer'),
      model: await identification.node('Model'),
      serialNumber: await identification.node('SerialNumber'),
      firmware: await identification.optional('SoftwareRevision'),
    };
  }

  private async unitNodes(unit: Part): Promise<UnitNodes> {
    const state = await unit.part('FunctionalUnitState');
    const currentState = await state.part('CurrentState');
    const manager = await unit.part('ProgramManager');
    const active = await manager.part('ActiveProgram');
    const results = await manager.part('ResultSet');
    return {
      name: unit.path,
      currentState: currentState.nodeId,
      currentStateId: await currentState.optional('Id'),
      startProgram: await this.method(state, 'StartProgram', await state.node('StartProgram')),
      stop: await this.optionalMethod(state, 'Stop'),
      abort: await this.optionalMethod(state, 'Abort'),
      clear: await this.optionalMethod(state, 'Clear'),
      refill: await this.optionalMethod(unit, 'Refill'),
      active: {
        runId: await active.optional('DeviceProgramRunId'),
        taskId: await active.optional('SupervisoryTaskId'),
        currentRuntime: await active.optional('CurrentRuntime'),
        estimatedRuntime: await active.optional('EstimatedRuntime'),
      },
      resultSet: results.nodeId,
      resultSetVersion: await results.optional('NodeVersion'),
    };
  }

  private async sensors(functionSet: Part | undefined): Promise<SensorNode[]> {
    const found = await this.ofType(functionSet, LADS_TYPES.analogScalarSensor);
    return Promise.all(
      found.map(async (sensor) => {
        const value = await sensor.part('SensorValue');
        return { name: sensor.name, value: value.nodeId, unit: await value.optional('EngineeringUnits') };
      }),
    );
  }

  private method(owner: Part, name: string, methodId: NodeId): Promise<MethodNode> {
    return methodNode(this.session, name, owner.nodeId, methodId);
  }

  private async optionalMethod(owner: Part, name: string): Promise<MethodNode | undefined> {
    const methodId = await owner.optional(name);
    return methodId && this.method(owner, name, methodId);
  }

  /** Members of a LADS type or of a vendor's subtype of it. */
  private async ofType(set: Part | undefined, type: number): Promise<Part[]> {
    if (!set) return [];
    const types = await this.browser.subtypes(this.browser.id(LADS_URI, type));
    const isOne = (child: Child): boolean => child.typeId !== undefined && types.has(child.typeId.toString());
    const children = await this.browser.children(set.nodeId);
    return children.filter(isOne).map((child) => this.part(child.nodeId, `${set.path}/${child.name}`));
  }

  private part(nodeId: NodeId, path: string): Part {
    return new Part(this.browser, nodeId, path, this.missing);
  }

  private read(nodeIds: readonly NodeId[]): Promise<unknown[]> {
    return readValues(this.session, this.instrument, nodeIds);
  }
}

function unfit(instrument: string, missing: readonly string[]): InstrumentError {
  const message = `the server lacks ${missing.join('; ')}. Is this the right endpoint, and its firmware complete?`;
  return new InstrumentError(instrument, 'set-up', message, { missing });
}
