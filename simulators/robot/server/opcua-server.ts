/** An OPC UA server on one interface, encrypted and with a password unless told otherwise, and never announced. */
import { join } from 'node:path';
import {
  MessageSecurityMode,
  OPCUAServer,
  RegisterServerMethod,
  SecurityPolicy,
  type AddressSpace,
} from 'node-opcua';
import { OwnCertificates } from '../../../drivers/transports/opcua-certificates.js';
import { NODESETS, VENDOR_URI } from './lads-types.js';

export interface ServerOptions {
  /** Interface to bind; loopback unless the operator wants more. */
  readonly host: string;
  /** 0 takes a free port. */
  readonly port: number;
  /** Keys and certificates; made at the first start. */
  readonly pkiFolder: string;
  readonly user: string;
  readonly password: string;
  /** Also offers an endpoint without encryption. Default false. */
  readonly unsecured?: boolean;
  /** Where clients reach the server when something stands before it: `opc.tcp://host:port`. */
  readonly advertised?: string;
  /** Lets clients in without name and password. Default false. */
  readonly anonymous?: boolean;
}

/**
 * A server with the LADS nodesets, listening on nothing yet. Any client certificate may open a channel (the password
 * is what lets a client in): a simulated robot has no operator who would approve one.
 */
export async function makeServer(options: ServerOptions): Promise<OPCUAServer> {
  const { host, port, user, password, unsecured = false, anonymous = false } = options;
  const certificates = new OwnCertificates({
    rootFolder: join(options.pkiFolder, 'server'),
    automaticallyAcceptUnknownCertificate: true,
  });
  await certificates.initialize();
  const server = new OPCUAServer({
    host,
    hostname: host,
    port,
    registerServerMethod: RegisterServerMethod.HIDDEN,
    nodeset_filename: NODESETS,
    serverInfo: { applicationUri: VENDOR_URI, productUri: VENDOR_URI, applicationName: { text: 'robot' } },
    serverCertificateManager: certificates,
    securityPolicies: [SecurityPolicy.Basic256Sha256, ...(unsecured ? [SecurityPolicy.None] : [])],
    securityModes: [MessageSecurityMode.SignAndEncrypt, ...(unsecured ? [MessageSecurityMode.None] : [])],
    allowAnonymous: anonymous,
    userManager: { isValidUser: (name: string, word: string) => name === user && word === password },
    ...(options.advertised !== undefined && { advertisedEndpoints: options.advertised }),
    serverCapabilities: { maxSessions: 50 },
    maxConnectionsPerEndpoint: 50,
  });
  await server.initialize();
  return server;
}

export function addressSpaceOf(server: OPCUAServer): AddressSpace {
  const space = server.engine.addressSpace;
  if (!space) throw new Error('the OPC UA server has no address space: it was not initialised');
  return space;
}
