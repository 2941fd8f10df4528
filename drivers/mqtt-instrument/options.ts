/** What a driver of an instrument on MQTT is made of. */
import type { Clock } from '../../core/clock.js';
import type { MqttBus } from '../transports/mqtt-bus.js';

export interface MqttInstrumentOptions {
  readonly id: string;
  readonly bus: MqttBus;
  /** Where the instrument's topics begin, e.g. `lab/station-1`. */
  readonly base: string;
  /** Link time. */
  readonly clock: Clock;
  /** How long an answer may take, link time. Default 5000 ms. */
  readonly deadlineMs?: number;
}
