/** What events say of people: what they are asked and do, what they have taken over, who may come in. */
import type { AccessChange } from '../../access/access-list.js';
import type { Asker } from '../../access/asker.js';
import type { Role } from '../../access/role.js';
import type { PromptRow } from '../prompts.js';

/** How somebody came in. Absent in events from before logins were known. */
interface Way {
  readonly role?: Role | undefined;
  readonly via?: Asker['via'] | undefined;
  /** Address of the other end. */
  readonly from?: string | undefined;
}

export interface PeopleBodies {
  /** A question to an operator; `subject` is its id. */
  'prompt.raised': Omit<PromptRow, 'id'>;
  /** By an operator, by the `deadline`, or by the `agent` when it settled itself. */
  'prompt.answered': { readonly option: string; readonly actor: string; readonly note: string };
  /** Asked for, and about to be carried out. */
  'operator.acted': Way & {
    readonly verb: string;
    readonly actor: string;
    readonly reason: string;
    readonly transaction?: string | undefined;
    /** What the verb was asked for with. */
    readonly fields?: Readonly<Record<string, unknown>> | undefined;
  };
  /** What came of it; refused for the asker's role it was never acted on. `code` is empty when `ok`, and so is `message` where there is no more to say. */
  'operator.answered': Way & {
    readonly verb: string;
    readonly actor: string;
    readonly transaction: string;
    readonly ok: boolean;
    readonly code: string;
    readonly message: string;
  };
  /** A person has taken an instrument, or the lab, over; `subject` is its name, or `lab`. */
  'lock.taken': {
    readonly holder: string;
    readonly note: string;
    /** Host time, ISO 8601, UTC. */
    readonly until: string;
  };
  /** By its holder, an admin, or `time`. */
  'lock.released': { readonly actor: string; readonly note: string };
  /** Who may come in was changed; `subject` is the user or the key. */
  'access.changed': Omit<AccessChange, 'subject'>;
  /** Somebody came in, or not; `subject` is the user, 'console' by a link for nobody in particular, or 'unknown'. */
  'access.tried': { readonly from: string; readonly by: 'password' | 'link'; readonly ok: boolean };
  'maintenance.began': {
    /** By their names in the lab's configuration. */
    readonly instruments: readonly string[];
    readonly reason: string;
    /** Lab time, ISO 8601, UTC. */
    readonly startsAt: string;
    readonly endsAt: string;
  };
  'maintenance.ended': Readonly<Record<string, never>>;
}
