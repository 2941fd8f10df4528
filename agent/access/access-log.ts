/** What happens to access, in the record: who may come in, who came in, and who did not. Never a secret, nor its hash. */
import type { LabRecord } from '../record/record.js';
import type { AccessFile } from './access-file.js';
import type { SignInNote } from './sign-in.js';

export class AccessLog {
  private turn: Promise<void> = Promise.resolve();

  constructor(
    private readonly file: AccessFile,
    private readonly record: LabRecord,
  ) {}

  /** Moves the changes that wait in the list into the record. To be called every few seconds; a crash repeats some. */
  takeUp(): Promise<void> {
    this.turn = this.turn.catch(() => undefined).then(() => this.takeUpNow());
    return this.turn;
  }

  async note({ user, from, by, ok }: SignInNote): Promise<void> {
    await this.record.append({ kind: 'access.tried', subject: user, body: { from, by, ok } });
  }

  private async takeUpNow(): Promise<void> {
    const { changes } = await this.file.current();
    if (changes.length === 0) return;
    await this.record.append(
      ...changes.map(({ subject, ...body }) => ({ kind: 'access.changed' as const, subject, body })),
    );
    const recorded = new Set(changes.map(({ id }) => id));
    await this.file.update((list) => ({
      ...list,
      changes: list.changes.filter(({ id }) => !recorded.has(id)),
    }));
  }
}
