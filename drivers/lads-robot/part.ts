/** A node of the device with its members by name. */
import { NodeId } from 'node-opcua-client';
import type { Child, OpcuaBrowser } from '../transports/opcua-browse.js';

/** Members are browsed once; what is needed and not there is noted in `missing`, so that one error names it all. */
export class Part {
  private members: Promise<Child[]> | undefined;

  constructor(
    private readonly browser: OpcuaBrowser,
    readonly nodeId: NodeId,
    readonly path: string,
    private readonly missing: string[],
  ) {}

  get name(): string {
    return this.path.slice(this.path.lastIndexOf('/') + 1);
  }

  async optional(name: string): Promise<NodeId | undefined> {
    if (this.nodeId.isEmpty()) return undefined;
    this.members ??= this.browser.children(this.nodeId);
    return (await this.members).find((child) => child.name === name)?.nodeId;
  }

  async node(name: string): Promise<NodeId> {
    const nodeId = await this.optional(name);
    if (!nodeId && !this.nodeId.isEmpty()) this.missing.push(`${this.path}/${name}`);
    return nodeId ?? new NodeId();
  }

  async part(name: string): Promise<Part> {
    return new Part(this.browser, await this.node(name), `${this.path}/${name}`, this.missing);
  }

  async optionalPart(name: string): Promise<Part | undefined> {
    const nodeId = await this.optional(name);
    return nodeId && new Part(this.browser, nodeId, `${this.path}/${name}`, this.missing);
  }
}
