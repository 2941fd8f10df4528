/** The last stretch of an instrument's link, which everything it sends and gets passes through, and where links fail. */
import type { Clock } from '../../core/clock.js';
import type { Rng } from '../../core/rng.js';
import { Turns } from '../../core/turns.js';

type Spoil = 'garbage' | 'truncated' | 'duplicate';

export type LinkFault =
  | { readonly fault: Spoil | 'lost-acknowledgement'; readonly count: number }
  /** Real seconds. */
  | { readonly fault: 'slow-answer'; readonly delayS: number; readonly durationS: number }
  | { readonly fault: 'disconnect'; readonly durationS: number };

const MOST_NOISE_BYTES = 24;

export class Wire {
  private readonly spoils: Spoil[] = [];
  /** Jobs whose beginning nobody is to hear of, and whether one has just begun. */
  private deafTo = 0;
  private losing = false;
  private delayMs = 0;
  private slowUntilMs = 0;
  private deadUntilMs = 0;
  private readonly turns = new Turns();
  private readonly cutters = new Set<() => void>();

  /** @param clock link time */
  constructor(
    private readonly clock: Clock,
    private readonly rng: Rng,
  ) {}

  strike(fault: LinkFault): void {
    switch (fault.fault) {
      case 'lost-acknowledgement':
        this.deafTo += fault.count;
        return;
      case 'slow-answer':
        this.delayMs = 1000 * fault.delayS;
        this.slowUntilMs = this.clock.monotonic() + 1000 * fault.durationS;
        return;
      case 'disconnect':
        this.deadUntilMs = this.clock.monotonic() + 1000 * fault.durationS;
        this.cut();
        return;
      case 'garbage':
      case 'truncated':
      case 'duplicate':
        this.spoils.push(...Array<Spoil>(fault.count).fill(fault.fault));
    }
  }

  /** The instrument says that it has begun a job: what it sends next may be lost. */
  jobBegun(): void {
    if (this.deafTo === 0) return;
    this.deafTo -= 1;
    this.losing = true;
  }

  get dead(): boolean {
    return this.clock.monotonic() < this.deadUntilMs;
  }

  /** @returns forgets the connection again */
  onCut(cutter: () => void): () => void {
    this.cutters.add(cutter);
    return () => this.cutters.delete(cutter);
  }

  /** From the instrument, in order. Resolves when the line has taken what is left of `bytes`. */
  send(bytes: Buffer, put: (bytes: Buffer) => void | Promise<void>): Promise<void> {
    return this.turns.take(() => this.sendNow(bytes, put));
  }

  /** To the instrument. */
  receive(chunk: Uint8Array, take: (chunk: Uint8Array) => void): void {
    if (!this.dead) take(chunk);
  }

  private async sendNow(bytes: Buffer, put: (bytes: Buffer) => void | Promise<void>): Promise<void> {
    if (this.clock.monotonic() < this.slowUntilMs) await this.clock.sleep(this.delayMs);
    if (this.dead) return;
    if (this.losing) {
      this.losing = false;
      this.cut();
      return;
    }
    const spoil = this.spoils.shift();
    await put(spoil ? this.spoilt(bytes, spoil) : bytes);
    // Half a message on a connection would shift everything after it: such a connection breaks.
    if (spoil === 'truncated') this.cut();
  }

  private spoilt(bytes: Buffer, spoil: Spoil): Buffer {
    switch (spoil) {
      case 'garbage':
        return Buffer.concat([this.noise(), bytes]);
      case 'truncated':
        return bytes.subarray(0, Math.floor(bytes.length / 2));
      case 'duplicate':
        return Buffer.concat([bytes, bytes]);
    }
  }

  private noise(): Buffer {
    const length = 1 + Math.floor(MOST_NOISE_BYTES * this.rng.uniform());
    return Buffer.from(Array.from({ length }, () => Math.floor(256 * this.rng.uniform())));
  }

  private cut(): void {
    for (const cutter of this.cutters) cutter();
  }
}
