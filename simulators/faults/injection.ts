/** A fault that is to strike now, as it reaches an instrument. */
import type { MisreadingKind } from '../cycler/channel-fault.js';
import type { ChanceFault } from './catalogue.js';
import type { LinkFault } from './wire.js';

/** Faults of the robot's own work: they strike the next transfers, vials or cells. */
export type OrderedFault = Exclude<ChanceFault, 'temperature-excursion' | 'channel-fault' | 'power-loss'>;

export type Injection =
  | { readonly fault: OrderedFault; readonly count: number }
  | LinkFault
  /** Real seconds. */
  | { readonly fault: 'clock-step'; readonly stepS: number; readonly durationS: number }
  /** Hours of lab time, as below. */
  | { readonly fault: 'frozen-reading'; readonly durationH: number }
  | { readonly fault: 'temperature-excursion'; readonly deltaK: number; readonly durationH: number }
  | {
      readonly fault: 'channel-fault';
      readonly channel: number;
      readonly misreading: MisreadingKind;
      readonly durationH: number;
    }
  | { readonly fault: 'power-loss' };

const LINK: readonly Injection['fault'][] = [
  'garbage',
  'truncated',
  'duplicate',
  'lost-acknowledgement',
  'slow-answer',
  'disconnect',
];

export function isLinkFault(injection: Injection): injection is LinkFault {
  return LINK.includes(injection.fault);
}
