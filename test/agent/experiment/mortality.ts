/** Dying on purpose: an agent that ends at its n-th contact with the world, before or after that contact happened. */
import type { Instrument } from '../../../drivers/instrument.js';
import type { LabRecord } from '../../../agent/record/record.js';

export class Death extends Error {
  override readonly name = 'Death';
}

export type Moment = 'before' | 'after';

/** One life of an agent. After its end nothing it does reaches the world any more. */
export class Life {
  private contacts = 0;
  private over = false;

  /** @param end number of the contact at which it ends, counted from 1; Infinity: never */
  constructor(
    private readonly end: number,
    private readonly moment: Moment = 'before',
  ) {}

  get isOver(): boolean {
    return this.over;
  }

  get length(): number {
    return this.contacts;
  }

  async contact<T>(act: () => Promise<T>): Promise<T> {
    this.contacts += 1;
    if (this.over) throw new Death('already dead');
    if (this.contacts < this.end) return act();
    this.over = true;
    if (this.moment === 'after') await act();
    throw new Death(`died at contact ${this.contacts}`);
  }

  /** The instrument as this life reaches it. */
  reach<I extends Instrument<never>>(instrument: I): I {
    const proxied = new Set(['start', 'job', 'fetch', 'makeSafe']);
    return new Proxy(instrument, {
      get: (target, name, receiver) => {
        const value: unknown = Reflect.get(target, name, receiver);
        if (typeof value !== 'function' || !proxied.has(String(name))) return value;
        const method = value.bind(target) as (...args: unknown[]) => Promise<unknown>;
        return (...args: unknown[]) => this.contact(() => method(...args));
      },
    });
  }

  /** Makes every writing to the record a contact. */
  bind(record: LabRecord): LabRecord {
    const append = record.append.bind(record);
    const appendRows = record.appendRows.bind(record);
    const keepReport = record.keepReport.bind(record);
    record.append = (...events) => this.contact(() => append(...events));
    record.appendRows = (jobId, table, closed) => this.contact(() => appendRows(jobId, table, closed));
    record.keepReport = (jobId, message) => this.contact(() => keepReport(jobId, message));
    const replaceCycles = record.replaceCycles.bind(record);
    record.replaceCycles = (jobId, cycles) => this.contact(() => replaceCycles(jobId, cycles));
    return record;
  }
}
