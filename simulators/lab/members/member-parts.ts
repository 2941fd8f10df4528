/** What the process of an instrument is given, and what it gives back. */
import type { Clock } from '../../../core/clock.js';
import type { Rng } from '../../../core/rng.js';
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
  readonly onNotice: (text: string) => void;
}

export interface OpenMember {
  readonly endpoint: string;
  close(): Promise<void>;
}

export type OpenMemberWith = (parts: MemberParts) => Promise<OpenMember>;
