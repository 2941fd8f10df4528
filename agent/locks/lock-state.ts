/**
 * Who has taken an instrument, or the whole lab, over from the agent. Pure: instants are host time, ms since the epoch.
 * A lock that has run out is no lock. While somebody has the lab nobody else takes an instrument of it, and the reverse.
 */

/** In the place of an instrument's name: all of them. */
export const LAB = 'lab';

export interface Lock {
  /** Name of an instrument, or `lab`. */
  readonly target: string;
  /** Login of whoever has it. */
  readonly holder: string;
  readonly note: string;
  readonly untilMs: number;
}

/** How long a lock holds, s. */
export const LOCK_S = { usual: 3600, longest: 86_400 };

/** By target. */
export type LockState = ReadonlyMap<string, Lock>;

/** Why somebody does not get or give back a lock: who has it, why and until when. */
export class LockRefused extends Error {
  override readonly name = 'LockRefused';
}

/** The lock that keeps the agent from an instrument. */
export function lockOn(locks: LockState, instrument: string, nowMs: number): Lock | undefined {
  return [locks.get(instrument), locks.get(LAB)].find((lock) => lock && lock.untilMs > nowMs);
}

/**
 * A lock of one's own is taken anew, with another end.
 * @throws {LockRefused} somebody else has it, or a part of it
 */
export function taken(locks: LockState, wanted: Lock, nowMs: number): LockState {
  const other = [...current(locks, nowMs).values()].find(
    (lock) => lock.holder !== wanted.holder && overlap(lock.target, wanted.target),
  );
  if (other) throw new LockRefused(`${describe(other)}: ask ${other.holder}, or wait`);
  return new Map(locks).set(wanted.target, wanted);
}

/**
 * @param holder who gives it back; undefined: whoever has it, it is taken away
 * @throws {LockRefused} there is no such lock, or it is somebody else's
 */
export function released(
  locks: LockState,
  target: string,
  holder: string | undefined,
  nowMs: number,
): LockState {
  const lock = current(locks, nowMs).get(target);
  if (!lock) {
    const open = [...current(locks, nowMs).keys()].join(', ') || 'nothing';
    throw new LockRefused(`${target} is not locked (locked: ${open})`);
  }
  if (holder !== undefined && lock.holder !== holder)
    throw new LockRefused(`${describe(lock)}: only ${lock.holder} unlocks it, or an admin breaks the lock`);
  return without(locks, target);
}

export function without(locks: LockState, target: string): LockState {
  return new Map([...locks].filter(([each]) => each !== target));
}

/** Those that have run out. */
export function runOut(locks: LockState, nowMs: number): Lock[] {
  return [...locks.values()].filter(({ untilMs }) => untilMs <= nowMs);
}

function current(locks: LockState, nowMs: number): LockState {
  return new Map([...locks].filter(([, { untilMs }]) => untilMs > nowMs));
}

function overlap(one: string, other: string): boolean {
  return one === other || one === LAB || other === LAB;
}

function describe({ target, holder, note, untilMs }: Lock): string {
  const why = note === '' ? '' : ` (${note})`;
  return `${target} is locked by ${holder}${why} until ${new Date(untilMs).toISOString()}`;
}
