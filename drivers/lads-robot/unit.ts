/** The functional unit in one session: its state, its active program, and its methods. */
import {
  AttributeIds,
  DataType,
  NodeId,
  VariantArrayType,
  type ClientSession,
  type ExtensionObject,
  type VariantOptions,
} from 'node-opcua-client';
import { callMethod, readValues, type MethodNode } from '../transports/opcua-call.js';
import { requestTrouble } from '../transports/opcua-trouble.js';
import type { Refill } from '../synthesis-robot.js';
import type { KeyValue } from './codec/key-value.js';
import type { ProgramCall } from './codec/task.js';
import type { RobotNodes } from './nodes.js';

export interface UnitStatus {
  /** Name of the state in the standard: Stopped, Running, Stopping, Aborting, Aborted or Clearing. */
  readonly state: string;
  /** Of the program that runs or ran last; undefined where the server does not tell. */
  readonly runId: string | undefined;
  readonly taskId: string | undefined;
  /** 0 to 1. */
  readonly progress: number | undefined;
}

const RESTING = ['Stopped', 'Aborted', 'Clearing'];

export function isRunning({ state }: UnitStatus): boolean {
  return !RESTING.includes(state);
}

export class FunctionalUnit {
  private readonly stateNames = new Map<string, string>();

  constructor(
    private readonly session: ClientSession,
    private readonly nodes: RobotNodes,
    private readonly instrument: string,
  ) {}

  /** Everything in one read, so that it belongs together. */
  async status(): Promise<UnitStatus> {
    const { currentState, currentStateId, active } = this.nodes.unit;
    const wanted = { currentState, currentStateId, ...active };
    const present = Object.entries(wanted).filter(
      (entry): entry is [string, NodeId] => entry[1] !== undefined,
    );
    const nodeIds = present.map(([, nodeId]) => nodeId);
    const values = await readValues(this.session, this.instrument, nodeIds);
    const of = (name: keyof typeof wanted): unknown => values[present.findIndex(([key]) => key === name)];
    return {
      state: await this.stateName(of('currentStateId'), of('currentState')),
      runId: nonEmpty(of('runId')),
      taskId: nonEmpty(of('taskId')),
      progress: share(of('currentRuntime'), of('estimatedRuntime')),
    };
  }

  /** @returns the device's id of the run */
  async startProgram(jobId: string, { templateId, properties }: ProgramCall): Promise<string> {
    const [runId] = await callMethod(this.session, this.instrument, this.nodes.unit.startProgram, {
      ProgramTemplateId: text(templateId),
      Properties: objects(await this.keyValues(properties)),
      SupervisoryJobId: text(jobId),
      SupervisoryTaskId: text(jobId),
      Samples: objects([]),
    });
    return String(runId?.value);
  }

  /** What was put onto the shelf, kg of an ingredient or number of pieces. */
  async refill(method: MethodNode, { item, amount, lot }: Refill): Promise<void> {
    await callMethod(this.session, this.instrument, method, {
      Item: text(item),
      Amount: { dataType: DataType.Double, value: amount },
      Lot: text(lot),
    });
  }

  async call(method: MethodNode): Promise<void> {
    await callMethod(this.session, this.instrument, method);
  }

  /** Also loads the server's data types the first time, which takes seconds: done once at connect. */
  async keyValues(pairs: readonly KeyValue[]): Promise<ExtensionObject[]> {
    try {
      return await Promise.all(
        pairs.map((pair) => this.session.constructExtensionObject(this.nodes.keyValueType, { ...pair })),
      );
    } catch (error) {
      throw requestTrouble(error, { id: this.instrument }, 'a read of data types', 'not-sent');
    }
  }

  /** By the state's node, whose name is not localised; by its text only where there is none. */
  private async stateName(id: unknown, shown: unknown): Promise<string> {
    if (!(id instanceof NodeId) || id.isEmpty()) return localized(shown);
    const key = id.toString();
    const known = this.stateNames.get(key);
    if (known !== undefined) return known;
    const [browseName] = await readValues(this.session, this.instrument, [id], AttributeIds.BrowseName);
    const name = (browseName as { name?: string } | null | undefined)?.name ?? localized(shown);
    this.stateNames.set(key, name);
    return name;
  }
}

function localized(value: unknown): string {
  return (value as { text?: string | null } | undefined)?.text ?? '';
}

function nonEmpty(value: unknown): string | undefined {
  return typeof value === 'string' && value !== '' ? value : undefined;
}

function share(current: unknown, estimated: unknown): number | undefined {
  if (typeof current !== 'number' || typeof estimated !== 'number' || estimated <= 0) return undefined;
  return Math.min(1, Math.max(0, current / estimated));
}

function text(value: string): VariantOptions {
  return { dataType: DataType.String, value };
}

function objects(value: ExtensionObject[]): VariantOptions {
  return { dataType: DataType.ExtensionObject, arrayType: VariantArrayType.Array, value };
}
