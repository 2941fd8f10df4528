/** Where the parts of a LADS device are in one session. */
import type { NodeId } from 'node-opcua-client';
import type { MethodNode } from '../transports/opcua-call.js';

export interface RobotNodes {
  readonly nameplate: {
    readonly manufacturer: NodeId;
    readonly model: NodeId;
    readonly serialNumber: NodeId;
    readonly firmware: NodeId | undefined;
  };
  readonly unit: UnitNodes;
  readonly sensors: readonly SensorNode[];
  /** The data type of program parameters. */
  readonly keyValueType: NodeId;
}

/** The functional unit. Of its methods a server need only have StartProgram to be of use. */
export interface UnitNodes {
  readonly name: string;
  /** Text of the state; localised. */
  readonly currentState: NodeId;
  /** Node id of the state. */
  readonly currentStateId: NodeId | undefined;
  readonly startProgram: MethodNode;
  readonly stop: MethodNode | undefined;
  readonly abort: MethodNode | undefined;
  readonly clear: MethodNode | undefined;
  /** The vendor's own: puts stock onto the shelf. */
  readonly refill: MethodNode | undefined;
  readonly active: {
    readonly runId: NodeId | undefined;
    /** Not in the standard: some vendors, ours included, name the supervisory task here too. */
    readonly taskId: NodeId | undefined;
    readonly currentRuntime: NodeId | undefined;
    readonly estimatedRuntime: NodeId | undefined;
  };
  readonly resultSet: NodeId;
  readonly resultSetVersion: NodeId | undefined;
}

export interface SensorNode {
  readonly name: string;
  readonly value: NodeId;
  /** EngineeringUnits of the value. */
  readonly unit: NodeId | undefined;
}
