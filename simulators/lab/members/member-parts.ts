/** What the process of an instrument is given, and what it gives back. */
import type { Clock } from '../../../core/clock.js';
import type { Rng } from '../../../core/rng.js';
import type { Injection } from '../../faults/injection.js';
import type { Wire } from '../../faults/wire.js';
import type { LabMember, LabSpec } from '../lab-spec.js';
import type { Room } from '../room.js';

export interface MemberParts {
  readonly spec: LabSpec;
  /** Where the members that started before listen. */
  readonly endpoints: Readonly<Partial<Record<LabMember, string>>>;
  readonly room: Room;
  readonly link: Clock;
  /** Lab time. */
  readonly clock: Clock;
  readonly rng: Rng;
  /** Lab time at which the lab first started, ms since the epoch. */
  readonly originMs: number;
  /** The last stretch of the instrument's link. */
  readonly wire: Wire;
  readonly onNotice: (text: string) => void;
}

export interface OpenMember {
  readonly endpoint: string;
  /** A fault strikes that is not one of the wire's. */
  inject?(injection: Injection): void;
  close(): Promise<void>;
}

export type OpenMemberWith = (parts: MemberParts) => Promise<OpenMember>;
