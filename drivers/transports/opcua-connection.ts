/**
 * One connection to an OPC UA server, from opening to its end. It is never repaired: the library's own reconnect is
 * off, because it queues calls through an outage and carries them out later, and lets subscriptions die in silence.
 */
import type { OPCUACertificateManager } from 'node-opcua-certificate-manager';
import {
  DataTypeExtractStrategy,
  MessageSecurityMode,
  OPCUAClient,
  SecurityPolicy,
  UserTokenType,
  type ClientSession,
  type UserIdentityInfo,
} from 'node-opcua-client';
import type { Clock } from '../../core/clock.js';
import type { LinkState } from '../instrument.js';
import { withDeadline } from './deadline.js';
import { subscribeHeartbeat, type Heartbeat } from './opcua-heartbeat.js';
import type { OpcuaOptions, OpcuaTiming } from './opcua-options.js';

export interface ConnectionEnd {
  readonly state: Exclude<LinkState, 'up'>;
  readonly why: string;
}

/** A peer that does not even acknowledge a farewell is left to its time-outs. */
const CLOSE_MS = 3000;

export class OpcuaConnection {
  /** Settles once, when the connection is of no more use. */
  readonly ended: Promise<ConnectionEnd>;
  private end!: (end: ConnectionEnd) => void;
  private closing: Promise<void> | undefined;

  private constructor(
    private readonly client: OPCUAClient,
    readonly session: ClientSession,
    private readonly heartbeat: Heartbeat,
    private readonly clock: Clock,
  ) {
    this.ended = new Promise((resolve) => {
      this.end = resolve;
    });
    const down = (why: string) => (): void => {
      this.end({ state: 'down', why });
    };
    client.on('close', down('the connection was closed'));
    client.on('connection_lost', down('the connection was lost'));
    session.on('session_closed', down('the server closed the session'));
    session.on('keepalive_failure', down('the server does not answer keep-alives'));
    void heartbeat.stopped.then((why) => {
      this.end({ state: 'stale', why });
    });
  }

  static async open(
    options: OpcuaOptions,
    timing: OpcuaTiming,
    certificates: OPCUACertificateManager,
  ): Promise<OpcuaConnection> {
    const client = OPCUAClient.create(clientOptions(options, timing, certificates));
    try {
      await client.connect(options.endpoint);
      const session = await client.createSession(identity(options));
      const heartbeat = await subscribeHeartbeat(session, options.clock, timing);
      return new OpcuaConnection(client, session, heartbeat, options.clock);
    } catch (error) {
      await farewell(client, options.clock);
      throw error;
    }
  }

  close(): Promise<void> {
    this.heartbeat.stop();
    this.end({ state: 'down', why: 'closed by us' });
    this.closing ??= farewell(this.client, this.clock);
    return this.closing;
  }
}

async function farewell(client: OPCUAClient, clock: Clock): Promise<void> {
  const late = (): Error => new Error('the server did not acknowledge the end of the session');
  // The connection is given up either way; a peer that is gone cannot be told so.
  await withDeadline(clock, CLOSE_MS, client.disconnect(), late).catch(() => undefined);
}

function identity({ user, password = '' }: OpcuaOptions): UserIdentityInfo {
  return user === undefined
    ? { type: UserTokenType.Anonymous }
    : { type: UserTokenType.UserName, userName: user, password };
}

function clientOptions(
  { id, security }: OpcuaOptions,
  timing: OpcuaTiming,
  clientCertificateManager: OPCUACertificateManager,
): Parameters<typeof OPCUAClient.create>[0] {
  const secure = security === 'SignAndEncrypt';
  return {
    applicationName: 'Interphase',
    clientName: id,
    clientCertificateManager,
    securityMode: secure ? MessageSecurityMode.SignAndEncrypt : MessageSecurityMode.None,
    securityPolicy: secure ? SecurityPolicy.Basic256Sha256 : SecurityPolicy.None,
    endpointMustExist: false,
    // Only the types that are met are asked for: a walk over all that a server has is hundreds of requests.
    dataTypeExtractStrategy: DataTypeExtractStrategy.Lazy,
    keepSessionAlive: true,
    keepAliveInterval: 2000,
    requestedSessionTimeout: 60_000,
    defaultTransactionTimeout: timing.requestMs,
    connectionStrategy: { initialDelay: 1000, maxDelay: 20_000, maxRetry: 0, randomisationFactor: 0.1 },
  };
}
