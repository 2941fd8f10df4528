/** The words for what can go wrong in a simulated lab, and which instruments each can strike. */
import type { Driver } from './lab-instruments.js';

/** Happen by chance, at a rate. The same words name true causes in the lab's journal. */
export const CHANCE_FAULTS = [
  'dispensing-error',
  'insoluble',
  'hard-short',
  'soft-short',
  'contact-loss',
  'leak',
  'incomplete-wetting',
  'electrode-mix-up',
  'gassing',
  'temperature-excursion',
  'channel-fault',
  'power-loss',
] as const;
export type ChanceFault = (typeof CHANCE_FAULTS)[number];

/** Of the link to an instrument, its clock and its readings; these happen only when a schedule or a test says so. */
export const LINK_FAULTS = [
  'garbage',
  'truncated',
  'duplicate',
  'lost-acknowledgement',
  'slow-answer',
  'disconnect',
  'clock-step',
  'frozen-reading',
] as const;

export type FaultName = ChanceFault | (typeof LINK_FAULTS)[number];

/** How a channel of a tester misreads. */
export const MISREADINGS = ['frozen', 'nan', 'clipped', 'time-gap', 'wrong-range'] as const;

export type Struck = Driver | 'broker';

const ROBOT: readonly Struck[] = ['lads-robot'];
const TESTER: readonly Struck[] = ['scpi-cycler'];
const LINKED: readonly Struck[] = ['lads-robot', 'scpi-cycler', 'mqtt-station'];
const WITH_CLOCK: readonly Struck[] = ['lads-robot', 'mqtt-station'];

export const STRIKES: Readonly<Record<FaultName, readonly Struck[]>> = {
  'dispensing-error': ROBOT,
  insoluble: ROBOT,
  'hard-short': ROBOT,
  'soft-short': ROBOT,
  'contact-loss': ROBOT,
  leak: ROBOT,
  'incomplete-wetting': ROBOT,
  'electrode-mix-up': ROBOT,
  gassing: ROBOT,
  'temperature-excursion': TESTER,
  'channel-fault': TESTER,
  'power-loss': [...LINKED, 'mqtt-source', 'broker'],
  garbage: LINKED,
  truncated: LINKED,
  duplicate: LINKED,
  'lost-acknowledgement': LINKED,
  'slow-answer': LINKED,
  disconnect: LINKED,
  'clock-step': WITH_CLOCK,
  'frozen-reading': WITH_CLOCK,
};
