/** What happens to access, in the record: who may come in, who came in, and who did not. Never a secret, nor its hash. */
import { Turns } from '../../core/turns.js';
import type { LabRecord } from '../record/record.js';
import type { AccessFile } from './access-file.js';
import type { SignInNote } from './sign-in.js';

export class AccessLog {
  private readonly turns = new Turns();
  /** Changes that are in the record; they wait in the list for as long as it cannot be written. */
  private recorded: ReadonlySet<string> = new Set();
  private lastTrouble = '';

  constructor(
    private readonly file: AccessFile,
    private readonly record: LabRecord,
    private readonly onTrouble: (error: Error) => void,
  ) {}

  /** Moves the changes that wait in the list into the record, every few seconds; a crash repeats some. Never rejects. */
  takeUp(): Promise<void> {
    return this.turns.take(() => this.attempt(() => this.takeUpNow()));
  }

  /** Never rejects: a record that cannot be written keeps nobody out who has to see to it. */
  note({ user, from, by, ok }: SignInNote): Promise<void> {
    return this.attempt(async () => {
      await this.record.append({ kind: 'access.tried', subject: user, body: { from, by, ok } });
    });
  }

  /** The same trouble at every look is one trouble. */
  private async attempt(work: () => Promise<void>): Promise<void> {
    try {
      await work();
      this.lastTrouble = '';
    } catch (error) {
      const { message } = error as Error;
      if (message !== this.lastTrouble) this.onTrouble(error as Error);
      this.lastTrouble = message;
    }
  }

  private async takeUpNow(): Promise<void> {
    const { changes } = await this.file.current();
    if (changes.length === 0) return;
    const fresh = changes.filter(({ id }) => !this.recorded.has(id));
    if (fresh.length > 0)
      await this.record.append(
        ...fresh.map(({ subject, ...body }) => ({ kind: 'access.changed' as const, subject, body })),
      );
    const recorded = (this.recorded = new Set(changes.map(({ id }) => id)));
    await this.file.update((list) => ({
      ...list,
      changes: list.changes.filter(({ id }) => !recorded.has(id)),
    }));
  }
}
