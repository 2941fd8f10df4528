/**
 * The take-over lock: while a person has an instrument the agent starts nothing there; jobs that run go on, and whatever
 * has to be made safe is made safe. Locks are events, so that a restart finds them as they were.
 */
import type { Clock } from '../../core/clock.js';
import { Turns } from '../../core/turns.js';
import type { Closures } from '../campaign/closures.js';
import type { LabRecord } from '../record/record.js';
import {
  LAB,
  LOCK_S,
  lockOn,
  LockRefused,
  released,
  runOut,
  taken,
  without,
  type Lock,
  type LockState,
} from './lock-state.js';
import { recordedLocks } from './recorded-locks.js';

export interface LocksParts {
  readonly record: Pick<LabRecord, 'append' | 'db'>;
  /** Names of what can be locked, beside the lab. */
  readonly instruments: readonly string[];
  /** Host time: locks are people's. */
  readonly clock: Clock;
  readonly onTrouble: (error: Error) => void;
}

/** In the place of a name: the lock ran out. */
const TIME = 'time';

export class Locks implements Closures {
  private readonly listeners = new Set<() => void>();
  /** One after the other: what is in force and what is recorded must not come apart. */
  private readonly turns = new Turns();

  private constructor(
    private readonly parts: LocksParts,
    private state: LockState,
  ) {}

  static async open(parts: LocksParts): Promise<Locks> {
    return new Locks(parts, await recordedLocks(parts.record.db));
  }

  get list(): readonly Lock[] {
    return [...this.state.values()];
  }

  isHeld(instrument: string): boolean {
    return lockOn(this.state, instrument, this.parts.clock.now()) !== undefined;
  }

  onChange(listener: () => void): void {
    this.listeners.add(listener);
  }

  /**
   * Nothing new starts there from before this resolves.
   * @param target name of an instrument, or `lab`
   * @throws {LockRefused} somebody else has it, or there is no such instrument
   * @throws {RangeError} longer than a day, or no time at all
   */
  lock(holder: string, target: string, forS: number, note: string): Promise<void> {
    const { instruments, record, clock } = this.parts;
    if (!(forS > 0 && forS <= LOCK_S.longest))
      throw new RangeError(`a lock holds for more than 0 and at most ${LOCK_S.longest} s, not ${forS} s`);
    if (target !== LAB && !instruments.includes(target))
      throw new LockRefused(`there is no instrument '${target}': ${[...instruments, LAB].join(', ')}`);
    return this.turns.take(async () => {
      const untilMs = clock.now() + 1000 * forS;
      const before = this.state;
      // In force before it is written: when the disk is slow nothing may slip through.
      this.set(taken(before, { target, holder, note, untilMs }, clock.now()));
      const body = { holder, note, until: new Date(untilMs).toISOString() };
      try {
        await record.append({ kind: 'lock.taken', subject: target, body });
      } catch (error) {
        // Nobody is told of it, and its holder is told that it failed.
        this.set(before);
        throw error;
      }
    });
  }

  /** @throws {LockRefused} it is somebody else's, or not locked */
  unlock(holder: string, target: string, note: string): Promise<void> {
    return this.turns.take(() => this.release(target, holder, holder, note));
  }

  /** Takes a lock away from whoever has it. @throws {LockRefused} it is not locked */
  breakLock(actor: string, target: string, note: string): Promise<void> {
    return this.turns.take(() => this.release(target, undefined, actor, note));
  }

  /** To be called every few seconds: ends the locks that have run out. Never rejects. */
  look(): Promise<void> {
    return this.turns
      .take(async () => {
        for (const { target } of runOut(this.state, this.parts.clock.now())) await this.end(target, TIME, '');
      })
      .catch((cause: unknown) => {
        this.parts.onTrouble(new Error('the end of a lock could not be recorded', { cause }));
      });
  }

  private async release(
    target: string,
    holder: string | undefined,
    actor: string,
    note: string,
  ): Promise<void> {
    released(this.state, target, holder, this.parts.clock.now());
    await this.end(target, actor, note);
  }

  private async end(target: string, actor: string, note: string): Promise<void> {
    await this.parts.record.append({ kind: 'lock.released', subject: target, body: { actor, note } });
    this.set(without(this.state, target));
  }

  private set(state: LockState): void {
    this.state = state;
    for (const listener of this.listeners) listener();
  }
}
