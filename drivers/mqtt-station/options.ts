/** What a driver of a characterisation station is made of. */
import type { Clock } from '../../core/clock.js';
import type { MqttBus } from '../transports/mqtt-bus.js';

export interface MqttStationOptions {
  readonly id: string;
  readonly bus: MqttBus;
  /** Where the station's topics begin, e.g. `lab/station-1`. */
  readonly base: string;
  /** Link time. */
  readonly clock: Clock;
  /** How long an answer may take, link time. Default 5000 ms. */
  readonly deadlineMs?: number;
}
