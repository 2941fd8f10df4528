/** What is asked after every open, before anything else: is this the tester, and is it big enough? */
import { InstrumentError } from '../instrument-error.js';
import type { Identity } from '../instrument.js';
import type { LineTransport, Talk } from '../transports/line-transport.js';
import { commands } from './codec/commands.js';
import { decodeChannelCount, decodeIdentity, encodeIdentity } from './codec/system.js';

export interface Expected {
  readonly instrument: string;
  readonly channels: number;
  /** For each reply, ms. */
  readonly deadlineMs: number;
  /** Undefined: any. */
  readonly serialNumber: string | undefined;
}

/** @throws {InstrumentError} `wrong-peer` another serial number; `set-up` fewer channels than configured */
export async function greet(transport: LineTransport, expected: Expected): Promise<Identity> {
  const { identity, channels } = await transport.turn((talk) => ask(talk, expected));
  const { instrument, serialNumber = identity.serialNumber } = expected;
  if (identity.serialNumber !== serialNumber) {
    const message = `expected serial number ${serialNumber}, ${identity.serialNumber} answers: check the wiring`;
    throw new InstrumentError(instrument, 'wrong-peer', message, { identity });
  }
  if (channels < expected.channels) {
    const message = `configured for ${expected.channels} channels, the tester has ${channels}`;
    throw new InstrumentError(instrument, 'set-up', message, { identity, channels });
  }
  return identity;
}

/** An identity has no checksum, and a garbled one must not be remembered: it is read twice. */
async function ask(
  talk: Talk,
  { instrument, deadlineMs }: Expected,
): Promise<{ identity: Identity; channels: number }> {
  const identity = await talk.query(commands.identify, decodeIdentity, deadlineMs);
  const again = await talk.query(commands.identify, decodeIdentity, deadlineMs);
  if (encodeIdentity(identity) !== encodeIdentity(again))
    throw new InstrumentError(instrument, 'protocol', 'read its identity twice and got two', {
      identity,
      again,
    });
  return { identity, channels: await talk.query(commands.channelCount, decodeChannelCount, deadlineMs) };
}
