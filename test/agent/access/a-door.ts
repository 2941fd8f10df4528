import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { AccessFile } from '../../../agent/access/access-file.js';
import { Accounts } from '../../../agent/access/accounts.js';
import { Entrance } from '../../../agent/access/entrance.js';
import { Sessions } from '../../../agent/access/sessions.js';
import { SignIn, type SignInNote } from '../../../agent/access/sign-in.js';
import { ManualClock } from '../../../core/clock.js';

/** A hash as people get it takes a second here. */
const CHEAP = { ln: 4, r: 8, p: 1 };

export const PASSWORD = 'correct horse battery';

/** Everything that lets people in, on a data folder of its own. */
export class Door {
  readonly clock = new ManualClock();
  readonly data = mkdtempSync(join(tmpdir(), 'interphase-access-'));
  readonly file = new AccessFile(this.data, this.clock);
  readonly accounts = new Accounts(this.file, this.clock, 'tester', CHEAP);
  readonly sessions = new Sessions(this.clock);
  readonly notes: SignInNote[] = [];
  readonly signIn = new SignIn({
    ...{ file: this.file, sessions: this.sessions, clock: this.clock, cost: CHEAP },
    note: async (note) => void this.notes.push(note),
  });
  readonly entrance = new Entrance({
    ...{ file: this.file, sessions: this.sessions, clock: this.clock, cookie: 'c' },
  });

  /** Who comes in with this session. */
  bySession(id: string): ReturnType<Entrance['askerOf']> {
    return this.entrance.askerOf({ headers: { cookie: `other=1; c=${id}` }, from: '10.0.0.7' });
  }

  byKey(key: string): ReturnType<Entrance['askerOf']> {
    return this.entrance.askerOf({ headers: { authorization: `Bearer ${key}` }, from: '10.0.0.7' });
  }
}
