/** The methods of FunctionalUnitState, bound to the workcell. */
import {
  DataType,
  StatusCodes,
  Variant,
  type CallMethodResultOptions,
  type StatusCode,
  type UAObject,
} from 'node-opcua';
import { receivedPairs } from '../../../drivers/lads-robot/codec/key-value.js';
import { decodeTask } from '../../../drivers/lads-robot/codec/task.js';
import type { RobotTask } from '../../../drivers/synthesis-robot.js';
import { taskProblems } from '../programs/programs.js';
import type { Workcell } from '../workcell.js';
import { methodAt } from './members.js';
import { runIdOf } from './programs-node.js';

/** Order of the arguments of FunctionalUnitState.StartProgram in the LADS nodeset. */
const ARGUMENTS = [
  'ProgramTemplateId',
  'Properties',
  'SupervisoryJobId',
  'SupervisoryTaskId',
  'Samples',
] as const;
type ArgumentName = (typeof ARGUMENTS)[number];

export function bindMethods(unitState: UAObject, workcell: Workcell): void {
  methodAt(unitState, 'StartProgram').bindMethod(async (inputs: Variant[], _context: unknown) =>
    startProgram(inputs, workcell),
  );
  for (const [name, trigger] of [
    ['Stop', 'stop'],
    ['Abort', 'abort'],
    ['Clear', 'clear'],
  ] as const) {
    methodAt(unitState, name).bindMethod(async (_inputs: Variant[], _context: unknown) => ({
      statusCode: workcell.request(trigger) ? StatusCodes.Good : StatusCodes.BadInvalidState,
    }));
  }
}

/** A task id that was seen before starts nothing and answers with the same run id. */
async function startProgram(
  inputs: readonly Variant[],
  workcell: Workcell,
): Promise<CallMethodResultOptions> {
  const jobId = argument(inputs, 'SupervisoryTaskId');
  if (typeof jobId !== 'string' || jobId === '') {
    return badArgument('SupervisoryTaskId', StatusCodes.BadInvalidArgument);
  }
  const decoded = decodeTask({
    templateId: String(argument(inputs, 'ProgramTemplateId')),
    properties: receivedPairs(argument(inputs, 'Properties')),
  });
  if (!decoded) return badArgument('ProgramTemplateId', StatusCodes.BadNotFound);
  if ('problems' in decoded) return badArgument('Properties', StatusCodes.BadInvalidArgument);
  if (taskProblems(decoded.task).length > 0) return badArgument('Properties', StatusCodes.BadOutOfRange);
  return begin(jobId, decoded.task, workcell);
}

async function begin(jobId: string, task: RobotTask, workcell: Workcell): Promise<CallMethodResultOptions> {
  const accepted = await workcell.start(jobId, task);
  if (accepted === 'busy') return { statusCode: StatusCodes.BadInvalidState };
  return {
    statusCode: StatusCodes.Good,
    outputArguments: [new Variant({ dataType: DataType.String, value: runIdOf(jobId) })],
  };
}

function argument(inputs: readonly Variant[], name: ArgumentName): unknown {
  return inputs[ARGUMENTS.indexOf(name)]?.value as unknown;
}

function badArgument(name: ArgumentName, statusCode: StatusCode): CallMethodResultOptions {
  return {
    statusCode: StatusCodes.BadInvalidArgument,
    inputArgumentResults: ARGUMENTS.map((other) => (other === name ? statusCode : StatusCodes.Good)),
  };
}
