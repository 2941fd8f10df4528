/**
 * Who may use what: a resource (an instrument, a channel) has one holder at a time. Leases are events, so that an
 * experiment that survives a crash still owns its channel. Whoever waited longest is served first. While an instrument is
 * held back, nothing that needs it is granted.
 */
import { abortReason } from '../../core/clock.js';
import type { LabRecord } from '../record/record.js';
import type { Closures } from './closures.js';

const NEVER: Closures = { isHeld: () => false, onChange: () => undefined };

/** Takes what it waits for, if that can be had now. @returns whether it did */
type Waiter = () => boolean;

export class Leases {
  private readonly held = new Map<string, string>();
  /** Places by the experiment whose cell may stand there. */
  private readonly barred = new Map<string, readonly string[]>();
  private readonly waiters: Waiter[] = [];

  constructor(
    private readonly record: LabRecord,
    private readonly closures: Closures = NEVER,
  ) {
    closures.onChange(() => {
      this.serve();
    });
  }

  /** The experiments that hold something. */
  get holders(): ReadonlySet<string> {
    return new Set(this.held.values());
  }

  /** Takes over the leases that the record holds. */
  async load(): Promise<void> {
    const rows = await this.record.db('leases').select<{ resource: string; experiment_id: string }[]>();
    for (const row of rows) this.held.set(row.resource, row.experiment_id);
  }

  /**
   * One of the candidates, as soon as one is free; the one this experiment holds already, if it does.
   * @param needs instruments that must be open as well before it is granted
   */
  async take(
    experimentId: string,
    candidates: readonly string[],
    signal: AbortSignal,
    needs: readonly string[] = [],
  ): Promise<string> {
    const own = candidates.find((resource) => this.held.get(resource) === experimentId);
    if (own) return own;
    const resource = await this.turnOf(() => this.grab(experimentId, candidates, needs), signal);
    await this.record.append({ kind: 'lease.taken', subject: resource, body: { experimentId } });
    return resource;
  }

  /** Resolves when none of these instruments is held back. */
  async whenOpen(instruments: readonly string[], signal: AbortSignal): Promise<void> {
    await this.turnOf(() => this.areOpen(instruments) || undefined, signal);
  }

  async release(experimentId: string, resource: string): Promise<void> {
    if (this.held.get(resource) !== experimentId) return;
    await this.record.append({ kind: 'lease.released', subject: resource, body: { experimentId } });
    this.held.delete(resource);
    this.serve();
  }

  async releaseAll(experimentId: string): Promise<void> {
    const own = [...this.held].filter(([, holder]) => holder === experimentId);
    for (const [resource] of own) await this.release(experimentId, resource);
  }

  /** Keeps places out of use, whoever holds them now, because the cell of this experiment may stand in one of them. */
  bar(experimentId: string, places: readonly string[]): void {
    this.barred.set(experimentId, places);
  }

  unbar(experimentId: string): void {
    this.barred.delete(experimentId);
    this.serve();
  }

  isFree(resource: string): boolean {
    return !this.held.has(resource) && ![...this.barred.values()].some((places) => places.includes(resource));
  }

  private grab(
    experimentId: string,
    candidates: readonly string[],
    needs: readonly string[],
  ): string | undefined {
    const resource = this.areOpen(needs) ? candidates.find((candidate) => this.isFree(candidate)) : undefined;
    if (resource) this.held.set(resource, experimentId);
    return resource;
  }

  private areOpen(instruments: readonly string[]): boolean {
    return !instruments.some((instrument) => this.closures.isHeld(instrument));
  }

  /** What `attempt` takes, when its turn has come and it can be had. */
  private turnOf<T>(attempt: () => T | undefined, signal: AbortSignal): Promise<T> {
    return new Promise((resolve, reject) => {
      if (signal.aborted) {
        reject(abortReason(signal));
        return;
      }
      const onAbort = (): void => {
        this.waiters.splice(this.waiters.indexOf(waiter), 1);
        reject(abortReason(signal));
      };
      const waiter: Waiter = () => {
        const taken = attempt();
        if (taken === undefined) return false;
        signal.removeEventListener('abort', onAbort);
        resolve(taken);
        return true;
      };
      signal.addEventListener('abort', onAbort, { once: true });
      this.waiters.push(waiter);
      this.serve();
    });
  }

  private serve(): void {
    for (const waiter of [...this.waiters]) {
      if (waiter()) this.waiters.splice(this.waiters.indexOf(waiter), 1);
    }
  }
}
