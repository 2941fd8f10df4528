/** What stopped us from reaching an MQTT broker, in words that say what to do. Pure. */
import { ErrorWithReasonCode } from 'mqtt';
import { InstrumentError, type Fault } from '../instrument-error.js';

/** Who we are to which broker; never holds the password. */
export interface BrokerAddress {
  readonly url: string;
  readonly clientId: string;
  readonly username?: string;
}

export function brokerName({ url }: BrokerAddress): string {
  const { protocol, host } = new URL(url);
  return `MQTT broker ${protocol}//${host}`;
}

/** Faults and advice by CONNACK return code (MQTT 3.1.1, table 3.1). */
const REFUSALS: Readonly<Record<number, readonly [Fault, string]>> = {
  1: ['set-up', 'does not speak MQTT 3.1.1: use a broker that does'],
  2: ['set-up', 'refuses the client id: choose another one'],
  3: ['not-sent', 'says it is unavailable: wait, or look at its log'],
  4: ['set-up', 'refuses the credentials (bad user name or password): correct them here or at the broker'],
  5: ['set-up', 'refuses the login (not authorised): correct user name and password here or at the broker'],
};

/** Faults and advice by error code of the host's sockets. */
const SOCKET_ERRORS: Readonly<Record<string, readonly [Fault, string]>> = {
  ECONNREFUSED: ['not-sent', 'nothing listens there: start the broker, or correct host and port'],
  ECONNRESET: ['not-sent', 'the connection was reset: the broker may be restarting'],
  ETIMEDOUT: ['not-sent', 'no answer: check the network and the firewall'],
  EHOSTUNREACH: ['not-sent', 'the host cannot be reached: check cable, network and address'],
  ENOTFOUND: ['set-up', 'no host has this name: correct the host in the address of the broker'],
  EAI_AGAIN: ['not-sent', 'the name cannot be looked up now: check the network and the name server'],
};

/** An `error` event of the MQTT client as an error of this layer. */
export function brokerTrouble(error: Error, address: BrokerAddress): InstrumentError {
  const code = 'code' in error ? error.code : undefined;
  const [fault, advice] =
    error instanceof ErrorWithReasonCode
      ? (REFUSALS[error.code] ?? ['set-up', `refuses the connection with return code ${error.code}`])
      : (SOCKET_ERRORS[String(code)] ?? ['not-sent', `no connection (${error.message})`]);
  const who = address.username === undefined ? 'no user name' : `user '${address.username}'`;
  const context = { clientId: address.clientId, user: address.username, code };
  return new InstrumentError(
    brokerName(address),
    fault,
    `${advice} [client '${address.clientId}', ${who}]`,
    context,
    {
      cause: error,
    },
  );
}
