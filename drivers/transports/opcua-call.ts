/** Reading values and calling methods, with every answer checked. */
import {
  AttributeIds,
  StatusCodes,
  Variant,
  type Argument,
  type CallMethodResult,
  type ClientSession,
  type NodeId,
  type VariantOptions,
} from 'node-opcua-client';
import { InstrumentError } from '../instrument-error.js';
import { requestTrouble } from './opcua-trouble.js';

/** A method as it was found: many instances share the method node of their type, so both ids are needed. */
export interface MethodNode {
  readonly name: string;
  readonly objectId: NodeId;
  readonly methodId: NodeId;
  readonly inputs: readonly Argument[];
}

export async function methodNode(
  session: ClientSession,
  name: string,
  objectId: NodeId,
  methodId: NodeId,
): Promise<MethodNode> {
  const { inputArguments } = await session.getArgumentDefinition(methodId);
  return { name, objectId, methodId, inputs: inputArguments };
}

/** Values of variables (or another attribute of nodes), in order; undefined where the server has none (bad status). */
export async function readValues(
  session: ClientSession,
  instrument: string,
  nodeIds: readonly NodeId[],
  attributeId = AttributeIds.Value,
): Promise<unknown[]> {
  if (nodeIds.length === 0) return [];
  try {
    const nodes = nodeIds.map((nodeId) => ({ nodeId, attributeId }));
    const values = await session.read(nodes);
    return values.map(({ statusCode, value }) => (statusCode.isBad() ? undefined : (value.value as unknown)));
  } catch (error) {
    throw requestTrouble(error, { id: instrument }, 'a read', 'not-sent');
  }
}

/**
 * Calls a method with arguments mapped by name: servers declare the same arguments in different orders.
 * @returns the output arguments
 * @throws {InstrumentError} `refused` when the server said no, `unknown-outcome` when no answer came, `set-up` when
 * the method wants an argument that we do not know
 */
export async function callMethod(
  session: ClientSession,
  instrument: string,
  method: MethodNode,
  named: Readonly<Record<string, VariantOptions>> = {},
): Promise<readonly Variant[]> {
  const inputArguments = method.inputs.map(({ name }) => argument(instrument, method, name ?? '', named));
  const { objectId, methodId } = method;
  const result = await session.call({ objectId, methodId, inputArguments }).catch((error: unknown) => {
    throw requestTrouble(error, { id: instrument }, method.name, 'unknown-outcome');
  });
  if (result.statusCode.isGood()) return result.outputArguments ?? [];
  throw refusal(instrument, method, result);
}

function argument(
  instrument: string,
  method: MethodNode,
  name: string,
  named: Readonly<Record<string, VariantOptions>>,
): Variant {
  const options = named[name];
  if (options) return new Variant(options);
  const known = Object.keys(named).join(', ');
  throw new InstrumentError(
    instrument,
    'set-up',
    `${method.name} wants an argument ${name}, we know ${known}; nothing was sent`,
  );
}

/** Answers of a server that may have carried the call out all the same. */
const UNSURE: readonly (string | undefined)[] = [
  'BadInternalError',
  'BadUnexpectedError',
  'BadTimeout',
  'BadCommunicationError',
];

function refusal(instrument: string, method: MethodNode, result: CallMethodResult): InstrumentError {
  const bad = (result.inputArgumentResults ?? []).flatMap((status, index) =>
    status.equals(StatusCodes.Good) ? [] : [`${method.inputs[index]?.name ?? String(index)}: ${status.name}`],
  );
  const which = bad.length > 0 ? ` (${bad.join(', ')})` : '';
  const status = result.statusCode.name;
  const fault = UNSURE.includes(status) ? 'unknown-outcome' : 'refused';
  const message = `${method.name} was answered with ${status}${which}`;
  return new InstrumentError(instrument, fault, message, { status, arguments: bad });
}
