/** How an OPC UA server is reached. */
import type { Clock } from '../../core/clock.js';

/**
 * Which server certificates are believed: those already in the trusted folder, and besides them none (`ask`: an
 * unknown one is reported with its thumbprint), any (`simulated`: a lab on this host only), or the one named.
 */
export type ServerTrust = 'ask' | 'simulated' | { readonly thumbprint: string };

export interface OpcuaOptions {
  /** Name of the instrument, for messages. */
  readonly id: string;
  /** `opc.tcp://host:port/path`, used as it is: servers advertise host names that cannot be reached. */
  readonly endpoint: string;
  readonly security: 'SignAndEncrypt' | 'None';
  /** Anonymous when absent. */
  readonly user?: string;
  readonly password?: string;
  /** Our keys and certificates (made at the first connect) and those we trust; one folder per application. */
  readonly pkiFolder: string;
  readonly trust: ServerTrust;
  /** Link time. */
  readonly clock: Clock;
  readonly timing?: Partial<OpcuaTiming>;
}

/** Link time, ms. */
export interface OpcuaTiming {
  /** A connection, with all that is asked before its first use. */
  readonly openMs: number;
  /** One request; the library raises anything below 5000. */
  readonly requestMs: number;
  /** The server's clock is reported this often: the sign of life. */
  readonly beatMs: number;
  /** Beats missed in a row before the link is stale. */
  readonly missedBeats: number;
  readonly firstRetryMs: number;
  readonly longestRetryMs: number;
}

/** A dead peer is noticed within 10 s. */
export const DEFAULT_TIMING: OpcuaTiming = {
  openMs: 20_000,
  requestMs: 5_000,
  beatMs: 1_000,
  missedBeats: 5,
  firstRetryMs: 500,
  longestRetryMs: 20_000,
};
