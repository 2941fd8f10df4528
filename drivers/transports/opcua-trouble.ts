/** What stopped us from reaching an OPC UA server, in words that say what to do. Pure but for reading two clocks. */
import type { Clock } from '../../core/clock.js';
import { InstrumentError, type Fault } from '../instrument-error.js';

interface Where {
  readonly id: string;
  readonly endpoint: string;
  readonly clock: Clock;
}

/** Pattern in the library's message (it has no codes for these), fault, and advice. The first match counts. */
const OPENING: readonly (readonly [RegExp, Fault, string])[] = [
  [
    /BadUserAccessDenied|BadIdentityToken|user token policy/,
    'set-up',
    'refuses user or password: correct them here or at the server',
  ],
  [
    /BadCertificateTimeInvalid/,
    'set-up',
    'clock or certificate validity: a certificate is not valid now. Compare the clocks of both hosts',
  ],
  [
    /BadSecurityChecksFailed|BadCertificate/,
    'set-up',
    'does not accept our certificate: move it from rejected to trusted at the server',
  ],
  [
    /Cannot find an Endpoint|End point must exist|BadSecurityPolicyRejected|BadSecurityModeRejected/i,
    'set-up',
    'offers no such security: correct the security setting here or at the server',
  ],
  [/ENOTFOUND|Invalid endpoint|invalid url/i, 'set-up', 'no host has this name: correct the endpoint'],
  [/ECONNREFUSED/, 'not-sent', 'nothing listens there: is the instrument on, and the port right?'],
];

/** Why a connection could not be opened. */
export function openTrouble(cause: unknown, { id, endpoint, clock }: Where): InstrumentError {
  if (cause instanceof InstrumentError) return cause;
  const message = cause instanceof Error ? cause.message : String(cause);
  const known = OPENING.find(([pattern]) => pattern.test(message));
  const [, fault, advice] = known ?? [undefined, 'not-sent' as const, `no connection (${message})`];
  const now = new Date(clock.now()).toISOString();
  const context = { endpoint, hostClock: now, library: message };
  return new InstrumentError(id, fault, `${endpoint} ${advice} [our clock ${now}]`, context, { cause });
}

/** The server's certificate is not trusted; its thumbprint is for a person to compare. */
export function untrusted({ id, endpoint }: Where, thumbprint: string, cause: unknown): InstrumentError {
  return new InstrumentError(
    id,
    'set-up',
    `${endpoint} shows a certificate that nobody has trusted yet, SHA-1 thumbprint ${thumbprint}. ` +
      'Compare it with the one shown at the instrument, then trust that thumbprint in the configuration',
    { endpoint, thumbprint },
    { cause },
  );
}

/**
 * A request without an answer. A read can be repeated; whether a method was carried out has to be looked up.
 * @param what the request, for the message
 */
export function requestTrouble(
  cause: unknown,
  { id }: Pick<Where, 'id'>,
  what: string,
  fault: Fault,
): InstrumentError {
  if (cause instanceof InstrumentError) return cause;
  const message = cause instanceof Error ? cause.message : String(cause);
  return new InstrumentError(id, fault, `no answer to ${what} (${message})`, { what }, { cause });
}
