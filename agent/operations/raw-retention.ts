/** Gives up what instruments sent when its time is over: at each start, and whenever an experiment has ended. */
import type { Clock } from '../../core/clock.js';
import type { LabRecord } from '../record/record.js';
import { rawEndedBefore } from '../record/series/raw-age.js';

const DAY_MS = 86_400_000;

export interface RawRetentionParts {
  readonly record: Pick<LabRecord, 'db' | 'append' | 'onEvent'>;
  /** After the end of an experiment; undefined for ever. */
  readonly keepDays: number | undefined;
  /** Of the host: the days are those of the calendar, however fast a simulated lab runs. */
  readonly clock: Clock;
  readonly onTrouble: (error: Error) => void;
}

export class RawRetention {
  private turn: Promise<void> = Promise.resolve();
  private stopHearing: () => void = () => undefined;

  constructor(private readonly parts: RawRetentionParts) {}

  start(): void {
    if (this.parts.keepDays === undefined) return;
    this.stopHearing = this.parts.record.onEvent(({ kind }) => {
      if (kind === 'experiment.ended') void this.look();
    });
    void this.look();
  }

  /** One event for each experiment, and all that it gave up goes with it. Never rejects. */
  look(): Promise<void> {
    this.turn = this.turn
      .then(() => this.removeOld())
      .catch((cause: unknown) => {
        this.parts.onTrouble(new Error(`old raw payloads could not be removed: ${String(cause)}`, { cause }));
      });
    return this.turn;
  }

  /** Resolves when nothing is under way. */
  close(): Promise<void> {
    this.stopHearing();
    return this.turn;
  }

  private async removeOld(): Promise<void> {
    const { record, keepDays, clock } = this.parts;
    if (keepDays === undefined) return;
    const old = await rawEndedBefore(record.db, clock.now() - keepDays * DAY_MS);
    for (const { experimentId, bytes } of old) {
      const reason = `${bytes} bytes, ${keepDays} days after its end`;
      await record.append({ kind: 'raw.removed', subject: experimentId, body: { reason } });
    }
  }
}
