/** The namespaces and types of LADS (OPC 30500-1) as the robot's server uses them. */
import { nodesets, type AddressSpace, type Namespace, type UAObjectType } from 'node-opcua';
import { LADS_URI } from '../../../drivers/lads-robot/codec/lads.js';

export const VENDOR_URI = 'urn:interphase:simulated-robot';

/** In the order in which they need each other. */
export const NODESETS = [
  nodesets.standard,
  nodesets.di,
  nodesets.ia,
  nodesets.amb,
  nodesets.machinery,
  nodesets.lads,
];

/** What the builders of the address space share. */
export class LadsSpace {
  readonly vendor: Namespace;
  private readonly lads: number;

  constructor(readonly addressSpace: AddressSpace) {
    this.vendor = addressSpace.registerNamespace(VENDOR_URI);
    this.lads = addressSpace.getNamespaceIndex(LADS_URI);
  }

  type(name: string): UAObjectType {
    const type = this.addressSpace.findObjectType(name, this.lads);
    if (!type)
      throw new Error(`the LADS nodeset has no type ${name}: are all nodesets of the server loaded?`);
    return type;
  }

  /** A vendor's own type, as real devices have it. */
  subtype(name: string, of: string): UAObjectType {
    return this.vendor.addObjectType({ browseName: name, subtypeOf: this.type(of) });
  }
}
