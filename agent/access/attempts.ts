/** Tries to sign in that went wrong, by what they had in common: a few are free, then each costs twice the wait of the last. */
import type { Clock } from '../../core/clock.js';

/** Tries that cost nothing: people mistype. */
export const FREE_TRIES = 5;
const FIRST_WAIT_MS = 2000;
const LONGEST_WAIT_MS = 15 * 60_000;
/** Without a try for so long, all is forgotten. */
const FORGET_MS = 60 * 60_000;
/** Whoever comes under ever new names or from ever new addresses does not fill the memory. */
const MOST_ENTRIES = 10_000;

interface Entry {
  readonly tries: number;
  readonly lastMs: number;
}

export class Attempts {
  private readonly entries = new Map<string, Entry>();

  constructor(private readonly clock: Clock) {}

  /** How long `about` has to wait, s, rounded up; 0 when a try is free. */
  waitS(about: string): number {
    const { tries, lastMs } = this.entryOf(about);
    if (tries < FREE_TRIES) return 0;
    const waitMs = Math.min(LONGEST_WAIT_MS, FIRST_WAIT_MS * 2 ** (tries - FREE_TRIES));
    return Math.max(0, Math.ceil((lastMs + waitMs - this.clock.monotonic()) / 1000));
  }

  /** To be called before the password is looked at: tries at the same time count, too. @returns how many there were */
  begin(about: string): number {
    const tries = this.entryOf(about).tries + 1;
    this.entries.delete(about);
    this.entries.set(about, { tries, lastMs: this.clock.monotonic() });
    const [oldest] = this.entries.keys();
    if (this.entries.size > MOST_ENTRIES) this.entries.delete(oldest!);
    return tries;
  }

  succeeded(about: string): void {
    this.entries.delete(about);
  }

  private entryOf(about: string): Entry {
    const nowMs = this.clock.monotonic();
    const entry = this.entries.get(about);
    return entry && nowMs - entry.lastMs < FORGET_MS ? entry : { tries: 0, lastMs: nowMs };
  }
}
