/** A backup in every hour of the clock, whatever became of the one before. */
import type { Clock } from '../../core/clock.js';
import { backUp } from '../record/backup/backup.js';
import { backupsIn, newestVerified } from '../record/backup/backup-folder.js';
import type { LabRecord } from '../record/record.js';

const HOUR_MS = 3_600_000;

export interface BackupRoutineParts {
  readonly record: Pick<LabRecord, 'db' | 'append'>;
  readonly folder: string;
  /** Of the host. */
  readonly clock: Clock;
  readonly onTrouble: (error: Error) => void;
}

export class BackupRoutine {
  /** Counted from the epoch, UTC: the one of the latest attempt. */
  private hour: number | undefined;
  private underWay: Promise<void> = Promise.resolve();
  private readonly ending = new AbortController();

  constructor(private readonly parts: BackupRoutineParts) {
    const [latest] = backupsIn(parts.folder);
    if (latest) this.hour = hourOf(latest.atMs);
  }

  /**
   * Makes the backup of this hour if nobody has tried yet. A host that slept, or whose clock was set, either way, finds
   * itself in another hour than that of the latest attempt. Never rejects.
   */
  beat(): Promise<void> {
    const hour = hourOf(this.parts.clock.now());
    if (hour !== this.hour && !this.ending.signal.aborted) {
      this.hour = hour;
      this.underWay = this.underWay.then(() => this.attempt());
    }
    return this.underWay;
  }

  /** Breaks off what is under way. */
  async close(): Promise<void> {
    this.ending.abort(new Error('the agent ends'));
    await this.underWay;
  }

  private async attempt(): Promise<void> {
    const { record, folder, clock } = this.parts;
    const { signal } = this.ending;
    try {
      await backUp(record.db, { folder, clock, signal });
    } catch (error) {
      if (!signal.aborted) await this.raise(error);
    }
  }

  /** What cannot be recorded is told: a missing backup is no reason to stop. */
  private async raise(error: unknown): Promise<void> {
    const { record, folder, onTrouble } = this.parts;
    const newest = newestVerified(folder)?.path ?? 'none';
    const why = error instanceof Error ? error.message : String(error);
    const text = `no backup this hour: ${why} (newest that is verified: ${newest})`;
    try {
      await record.append({ kind: 'notice', subject: 'backup', body: { level: 'alarm', text } });
    } catch (cause) {
      onTrouble(new Error(`${text}; nor could this be recorded`, { cause }));
    }
  }
}

function hourOf(atMs: number): number {
  return Math.floor(atMs / HOUR_MS);
}
