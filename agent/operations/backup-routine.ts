/** A backup in every hour of the clock, whatever became of the one before, and however the clock is set meanwhile. */
import type { Clock } from '../../core/clock.js';
import { backupsIn, newestVerified } from '../record/backup/backup-folder.js';
import type { NewEvent } from '../record/lab-event.js';
import type { LabRecord } from '../record/record.js';
import { RecordError } from '../record/record-error.js';

const HOUR_MS = 3_600_000;
/** No two are nearer to each other: a clock that is set to and fro is in another hour each time. */
const APART_MS = HOUR_MS / 2;

export interface BackupRoutineParts {
  readonly record: Pick<LabRecord, 'append'>;
  /** Makes one, in `folder`; rejects with the signal's reason when it is broken off. */
  readonly backUp: (signal: AbortSignal) => Promise<unknown>;
  readonly folder: string;
  /** Of the host. */
  readonly clock: Clock;
  readonly onTrouble: (error: Error) => void;
}

export class BackupRoutine {
  /** Counted from the epoch, UTC: the one of the latest attempt. */
  private hour: number | undefined;
  /** Of the same attempt, if it was ours, on the monotonic clock. */
  private attemptedMs: number | undefined;
  private latestFailure: string | undefined;
  private underWay: Promise<void> = Promise.resolve();
  private readonly ending = new AbortController();

  constructor(private readonly parts: BackupRoutineParts) {
    const [latest] = backupsIn(parts.folder);
    if (latest) this.hour = hourOf(latest.atMs);
  }

  /** Why the latest attempt failed; undefined when it did not. */
  get failure(): string | undefined {
    return this.latestFailure;
  }

  /**
   * Makes a backup when one is due. To be called often: a host that slept, or whose clock was set, either way, finds
   * out by it. Never rejects.
   */
  beat(): Promise<void> {
    if (this.isDue() && !this.ending.signal.aborted) {
      this.hour = hourOf(this.parts.clock.now());
      this.attemptedMs = this.parts.clock.monotonic();
      this.underWay = this.underWay.then(() => this.attempt());
    }
    return this.underWay;
  }

  /** Breaks off what is under way. */
  async close(): Promise<void> {
    this.ending.abort(new Error('the agent ends'));
    await this.underWay;
  }

  private isDue(): boolean {
    const { clock } = this.parts;
    const agoMs = clock.monotonic() - (this.attemptedMs ?? -Infinity);
    const isAnotherHour = hourOf(clock.now()) !== this.hour;
    // The same hour for longer than an hour: the clock was set back in it.
    return isAnotherHour ? agoMs >= APART_MS : agoMs >= HOUR_MS && this.attemptedMs !== undefined;
  }

  private async attempt(): Promise<void> {
    const { signal } = this.ending;
    try {
      await this.parts.backUp(signal);
      this.latestFailure = undefined;
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
    this.latestFailure = text;
    const isDamaged = error instanceof RecordError && error.fault === 'damaged';
    try {
      await record.append(notice('backup', text), ...(isDamaged ? [notice('record', why)] : []));
    } catch (cause) {
      onTrouble(new Error(`${text}; nor could this be recorded`, { cause }));
    }
  }
}

function notice(subject: string, text: string): NewEvent {
  return { kind: 'notice', subject, body: { level: 'alarm', text } };
}

function hourOf(atMs: number): number {
  return Math.floor(atMs / HOUR_MS);
}
