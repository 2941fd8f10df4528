/** Our certificates, and which server certificates we believe. */
import { createHash } from 'node:crypto';
import type { OPCUACertificateManager } from 'node-opcua-certificate-manager';
import {
  MessageSecurityMode,
  OPCUAClient,
  SecurityPolicy,
  type EndpointDescription,
} from 'node-opcua-client';
import { OwnCertificates } from './opcua-certificates.js';
import { untrusted } from './opcua-trouble.js';
import type { OpcuaOptions } from './opcua-options.js';

/** Opens the PKI folder, making keys when it is new, and trusts what the options name. */
export async function openCertificates(options: OpcuaOptions): Promise<OPCUACertificateManager> {
  const { pkiFolder, trust } = options;
  const manager = new OwnCertificates({
    rootFolder: pkiFolder,
    automaticallyAcceptUnknownCertificate: trust === 'simulated',
  });
  await manager.initialize();
  if (typeof trust === 'object') await trustNamed(manager, options, trust.thumbprint);
  return manager;
}

/** SHA-1 of a certificate, upper-case hexadecimal, as trust lists show it. */
function thumbprintOf(certificate: Uint8Array): string {
  return createHash('sha1').update(certificate).digest('hex').toUpperCase();
}

/** Turns "untrusted" into an error that shows whose certificate it was; other troubles pass as they are. */
export async function explainTrust(
  cause: unknown,
  options: OpcuaOptions,
  manager: OPCUACertificateManager | undefined,
): Promise<unknown> {
  if (!manager || !(cause instanceof Error) || !/BadCertificateUntrusted/.test(cause.message)) return cause;
  try {
    const certificate = await serverCertificate(options.endpoint, manager);
    return certificate ? untrusted(options, thumbprintOf(certificate), cause) : cause;
  } catch (error) {
    return new Error(`${cause.message}; and the certificate could not be read`, { cause: error });
  }
}

async function trustNamed(
  manager: OPCUACertificateManager,
  { endpoint }: OpcuaOptions,
  thumbprint: string,
): Promise<void> {
  const certificate = await serverCertificate(endpoint, manager);
  const wanted = thumbprint.replaceAll(/[^0-9a-f]/gi, '').toUpperCase();
  if (certificate && thumbprintOf(certificate) === wanted) await manager.trustCertificate(certificate);
}

/** What the server shows to anybody who asks for its endpoints, before any trust. */
async function serverCertificate(
  endpoint: string,
  clientCertificateManager: OPCUACertificateManager,
): Promise<Buffer | undefined> {
  const client = OPCUAClient.create({
    clientCertificateManager,
    securityMode: MessageSecurityMode.None,
    securityPolicy: SecurityPolicy.None,
    endpointMustExist: false,
    connectionStrategy: { maxRetry: 0 },
  });
  try {
    await client.connect(endpoint);
    return (await client.getEndpoints()).find(hasCertificate)?.serverCertificate;
  } finally {
    await client.disconnect();
  }
}

function hasCertificate({ securityMode, serverCertificate: certificate }: EndpointDescription): boolean {
  return securityMode !== MessageSecurityMode.None && certificate.length > 0;
}
