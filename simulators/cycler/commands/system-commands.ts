/** Identity, errors and readings. */
import { encodeChamber, encodeChannelReading } from '../../../drivers/scpi-cycler/codec/readings.js';
import { quote, unquote } from '../../../drivers/scpi-cycler/codec/scpi-text.js';
import {
  encodeChannelCount,
  encodeError,
  encodeIdentity,
} from '../../../drivers/scpi-cycler/codec/system.js';
import { existing, type Question, type Session, type Setting } from './command.js';

export const systemQuestions: readonly (readonly [string, Question])[] = [
  ['*IDN?', ({ identity }) => encodeIdentity(identity)],
  ['SYST:ERR?', ({ errors }) => encodeError(errors.next())],
  ['SYST:SYNC?', (session, { text }) => synchronise(session, unquote(text))],
  ['SYST:CHAN?', ({ tester }) => encodeChannelCount(tester.channels)],
  ['MEAS:TEMP:CHAM?', ({ tester }) => encodeChamber(tester.chamberK())],
  [
    'MEAS:CHAN#?',
    (session, { channel }) =>
      encodeChannelReading(channel, session.tester.reading(existing(session, channel))),
  ],
];

export const systemSettings: readonly (readonly [string, Setting])[] = [
  [
    '*CLS',
    async ({ errors }) => {
      errors.clear();
    },
  ],
];

/** Whatever the host gave up half-way is forgotten, so that both ends begin anew. */
function synchronise(session: Session, token: string): string {
  session.errors.clear();
  session.upload = undefined;
  return quote(token);
}
