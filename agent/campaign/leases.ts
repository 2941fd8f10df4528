/**
 * Who may use what: a resource (an instrument, a channel) has one holder at a time. Leases are events, so that an
 * experiment that survives a crash still owns its channel. Whoever waited longest is served first.
 */
import { abortReason } from '../../core/clock.js';
import type { LabRecord } from '../record/record.js';

interface Waiter {
  readonly experimentId: string;
  readonly candidates: readonly string[];
  readonly grant: (resource: string) => void;
}

export class Leases {
  private readonly held = new Map<string, string>();
  private readonly barred = new Set<string>();
  private readonly waiters: Waiter[] = [];

  constructor(private readonly record: LabRecord) {}

  /** Takes over the leases that the record holds. */
  async load(): Promise<void> {
    const rows = await this.record.db('leases').select<{ resource: string; experiment_id: string }[]>();
    for (const row of rows) this.held.set(row.resource, row.experiment_id);
  }

  /** One of the candidates, as soon as one is free; the one this experiment holds already, if it does. */
  async take(experimentId: string, candidates: readonly string[], signal: AbortSignal): Promise<string> {
    const own = candidates.find((resource) => this.held.get(resource) === experimentId);
    if (own) return own;
    const resource = await this.grantOf(experimentId, candidates, signal);
    await this.record.append({ kind: 'lease.taken', subject: resource, body: { experimentId } });
    return resource;
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

  /** Keeps a place out of use, whoever holds it now, because something that nobody expects may stand there. */
  bar(resource: string): void {
    this.barred.add(resource);
  }

  unbar(resource: string): void {
    this.barred.delete(resource);
    this.serve();
  }

  isFree(resource: string): boolean {
    return !this.held.has(resource) && !this.barred.has(resource);
  }

  private grantOf(experimentId: string, candidates: readonly string[], signal: AbortSignal): Promise<string> {
    return new Promise((resolve, reject) => {
      if (signal.aborted) {
        reject(abortReason(signal));
        return;
      }
      const onAbort = (): void => {
        this.waiters.splice(this.waiters.indexOf(waiter), 1);
        reject(abortReason(signal));
      };
      const waiter: Waiter = {
        experimentId,
        candidates,
        grant: (resource) => {
          signal.removeEventListener('abort', onAbort);
          resolve(resource);
        },
      };
      signal.addEventListener('abort', onAbort, { once: true });
      this.waiters.push(waiter);
      this.serve();
    });
  }

  private serve(): void {
    for (const waiter of [...this.waiters]) {
      const resource = waiter.candidates.find((candidate) => this.isFree(candidate));
      if (!resource) continue;
      this.waiters.splice(this.waiters.indexOf(waiter), 1);
      this.held.set(resource, waiter.experimentId);
      waiter.grant(resource);
    }
  }
}
