/** Finds out whether what we publish really arrives: a 3.1.1 broker acknowledges what its access rules then drop. */
import type { Clock } from '../../core/clock.js';
import { InstrumentError } from '../instrument-error.js';
import type { MqttBus } from './mqtt-bus.js';
import { MqttCaller } from './mqtt-caller.js';

/**
 * Publishes `text` (unique) on a topic of our own and waits `deadlineMs` of link time for it to come back.
 * @throws {InstrumentError} `set-up` when it does not; `not-sent` when the link is down
 */
export async function expectEcho(
  bus: MqttBus,
  clock: Clock,
  topic: string,
  text: string,
  deadlineMs = 3000,
): Promise<void> {
  const caller = new MqttCaller(bus, clock, { filter: topic, transactionOf: (echoed) => echoed });
  try {
    await caller.open();
    await caller.ask({ topic, transaction: text, text, deadlineMs });
  } catch (error) {
    if (!(error instanceof InstrumentError) || error.fault !== 'unknown-outcome' || bus.link === 'down')
      throw error;
    const advice = `what we publish on ${topic} does not come back: allow this user to publish and subscribe there`;
    throw new InstrumentError(bus.name, 'set-up', advice, { topic }, { cause: error });
  } finally {
    await caller.close();
  }
}
