/** Finding nodes by type and name. Namespace indexes belong to one server at one time: only URIs are kept. */
import {
  BrowseDirection,
  ReferenceTypeIds,
  VariableIds,
  browseAll,
  makeNodeId,
  resolveNodeId,
  type ClientSession,
  type NodeId,
  type ReferenceDescription,
} from 'node-opcua-client';
import { readValues } from './opcua-call.js';
import { requestTrouble } from './opcua-trouble.js';

export interface Child {
  readonly nodeId: NodeId;
  readonly name: string;
  readonly namespaceUri: string;
  /** Absent for methods. */
  readonly typeId: NodeId | undefined;
}

/** Every field of a reference (BrowseResultMask, OPC 10000-4). */
const ALL_FIELDS = 63;

export class OpcuaBrowser {
  private constructor(
    private readonly session: ClientSession,
    private readonly namespaces: readonly string[],
    private readonly instrument: string,
  ) {}

  static async of(session: ClientSession, instrument: string): Promise<OpcuaBrowser> {
    const nodeId = resolveNodeId(VariableIds.Server_NamespaceArray);
    const [namespaces] = await readValues(session, instrument, [nodeId]);
    return new OpcuaBrowser(session, namespaces as string[], instrument);
  }

  knows(namespaceUri: string): boolean {
    return this.namespaces.includes(namespaceUri);
  }

  /** A numeric node id of a namespace that the server has. */
  id(namespaceUri: string, value: number): NodeId {
    return makeNodeId(value, this.namespaces.indexOf(namespaceUri));
  }

  /** Objects, variables and methods below a node, each once however many references lead to it. */
  async children(parent: NodeId): Promise<Child[]> {
    const [children] = await this.forwardAll([parent], ReferenceTypeIds.HierarchicalReferences);
    return children ?? [];
  }

  async child(parent: NodeId, name: string): Promise<Child | undefined> {
    return (await this.children(parent)).find((child) => child.name === name);
  }

  /** The member of this name of each node, in one request. */
  async resolve(parents: readonly NodeId[], name: string): Promise<(NodeId | undefined)[]> {
    const members = await this.forwardAll(parents, ReferenceTypeIds.HierarchicalReferences);
    return members.map((children) => children.find((child) => child.name === name)?.nodeId);
  }

  /** Ids (as text) of a type and of everything derived from it, vendors' types included. */
  async subtypes(type: NodeId): Promise<ReadonlySet<string>> {
    const found = new Set([type.toString()]);
    for (let layer = [type]; layer.length > 0;) {
      const below = await this.forwardAll(layer, ReferenceTypeIds.HasSubtype);
      layer = below.flat().map((child) => child.nodeId);
      for (const one of layer) found.add(one.toString());
    }
    return found;
  }

  private async forwardAll(nodeIds: readonly NodeId[], referenceType: number): Promise<Child[][]> {
    if (nodeIds.length === 0) return [];
    const wanted = nodeIds.map((nodeId) => ({
      nodeId,
      referenceTypeId: resolveNodeId(referenceType),
      includeSubtypes: true,
      browseDirection: BrowseDirection.Forward,
      nodeClassMask: 0,
      resultMask: ALL_FIELDS,
    }));
    const results = await browseAll(this.session, wanted).catch((error: unknown) => {
      throw requestTrouble(error, { id: this.instrument }, 'a browse', 'not-sent');
    });
    return results.map(({ references }) => this.distinct(references ?? []));
  }

  private distinct(references: readonly ReferenceDescription[]): Child[] {
    const byId = new Map(references.map((one) => [one.nodeId.toString(), one]));
    return [...byId.values()].map((one) => ({
      nodeId: one.nodeId,
      name: one.browseName.name ?? '',
      namespaceUri: this.namespaces[one.browseName.namespaceIndex] ?? '',
      typeId: one.typeDefinition.isEmpty() ? undefined : one.typeDefinition,
    }));
  }
}
