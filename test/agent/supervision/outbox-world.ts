/** A record, a broker and a consumer in memory for an outbox, in which a test decides what each call comes to. */
import { ManualClock } from '../../../core/clock.js';
import type { LabEvent } from '../../../agent/record/lab-event.js';
import { Outbox, type EventStore } from '../../../agent/supervision/outbox.js';

/** A call of the outbox that has not been answered. Its effect comes first, its answer later, or never. */
interface Call {
  readonly what: 'page' | 'publish' | 'save';
  /** Of a publication. */
  readonly seq?: number;
  readonly effect: () => void;
  readonly answer: () => void;
  readonly fail: () => void;
  done: boolean;
}

export class OutboxWorld {
  readonly clock = new ManualClock();
  /** What the consumer kept after dropping repeats by id, in order of arrival. */
  readonly kept: number[] = [];
  repeats = 0;
  largestPage = 0;
  readonly withheld: number[] = [];
  readonly troubles: string[] = [];
  /** Failed publications of each event, by sequence number. */
  readonly failures = new Map<number, number>();
  cursor = 0;
  isUp = false;
  outbox: Outbox;
  private length = 0;
  private calls: Call[] = [];
  private readonly seen = new Set<number>();

  constructor(
    /** Answers every call at once, as a lab in good health does. */
    private swift = false,
    private readonly refuses: (seq: number) => boolean = () => false,
  ) {
    this.outbox = this.begin();
  }

  /** Appends without keeping the events: a backlog of the world costs no memory. */
  record(count: number): void {
    this.length += count;
    this.outbox.wake();
  }

  setLink(isUp: boolean): void {
    this.isUp = isUp;
    if (!isUp) for (const call of this.calls.filter(({ what }) => what === 'publish')) this.fail(call);
    this.outbox.wake();
  }

  /** `kill -9`: nothing that is under way is ever answered. What was saved stays. */
  crash(): void {
    this.calls = [];
    this.outbox = this.begin();
  }

  async restart(): Promise<void> {
    const stopped = this.outbox.stop(1000);
    await this.advance(5000);
    await stopped;
    this.crash();
  }

  /** Lets the oldest call take effect, and, with `answered`, come back. */
  proceed(answered: boolean): void {
    const [call] = this.calls;
    if (!call) return;
    if (!call.done) call.effect();
    call.done = true;
    if (!answered) return;
    this.calls.shift();
    call.answer();
  }

  /** Fails the oldest call: before its effect, or after it when `proceed(false)` came first. */
  failOldest(): void {
    const [call] = this.calls;
    if (call) this.fail(call);
  }

  async advance(ms: number): Promise<void> {
    await this.clock.advance(ms);
    await settled();
  }

  /** Everything works from now on; moves time until nothing is left to do, at most `limitMs`. */
  async comeToRest(limitMs = 120_000): Promise<void> {
    this.swift = true;
    this.setLink(true);
    while (this.calls.length > 0) this.proceed(true);
    const end = this.clock.now() + limitMs;
    while (this.clock.now() < end && (this.outbox.depth > 0 || this.cursor < this.length)) {
      await this.advance(1000);
    }
  }

  private begin(): Outbox {
    const isMine = (): boolean => this.outbox === outbox;
    const store: EventStore = {
      confirmed: this.cursor,
      length: 0,
      page: (seq, limit) => this.call('page', () => this.page(seq, limit)),
      save: (seq) => this.call('save', () => void (this.cursor = seq)),
    };
    Object.defineProperty(store, 'length', { get: () => this.length });
    const line = {
      publish: ({ seq }: LabEvent) => this.publish(seq, this.refuses(seq)),
      withhold: ({ seq }: LabEvent) => this.publish(seq, false),
    };
    const outbox: Outbox = new Outbox({
      store,
      line: Object.defineProperty({ ...line, isUp: false }, 'isUp', { get: () => this.isUp && isMine() }),
      clock: this.clock,
      onTrouble: ({ message }) => this.troubles.push(message),
      onWithheld: ({ seq }) => this.withheld.push(seq),
    });
    outbox.start();
    return outbox;
  }

  private page(seq: number, limit: number): LabEvent[] {
    const count = Math.min(limit, this.length - seq);
    this.largestPage = Math.max(this.largestPage, count);
    return Array.from({ length: count }, (_, index) => eventAt(seq + 1 + index, this.clock.now()));
  }

  private async publish(seq: number, refused: boolean): Promise<boolean> {
    try {
      if (!this.isUp) throw new Error('link down');
      await this.call(
        'publish',
        () => {
          if (!refused) this.take(seq);
        },
        seq,
      );
      if (!refused) return true;
    } catch {
      // Told by what is returned, as the supervisor does.
    }
    this.failures.set(seq, (this.failures.get(seq) ?? 0) + 1);
    return false;
  }

  private take(seq: number): void {
    if (this.seen.has(seq)) this.repeats += 1;
    else this.kept.push(seq);
    this.seen.add(seq);
  }

  private call<T>(what: Call['what'], act: () => T, seq?: number): Promise<T> {
    if (this.swift) return Promise.resolve().then(act);
    return new Promise((resolve, reject) => {
      let result: T;
      this.calls.push({
        what,
        ...(seq !== undefined && { seq }),
        done: false,
        effect: () => {
          result = act();
        },
        answer: () => {
          resolve(result);
        },
        fail: () => {
          reject(new Error(`${what} failed`));
        },
      });
    });
  }

  private fail(call: Call): void {
    this.calls.splice(this.calls.indexOf(call), 1);
    call.fail();
  }
}

/** Lets everything that can go on without time passing go on. */
export async function settled(): Promise<void> {
  await new Promise((resolve) => setImmediate(resolve));
}

function eventAt(seq: number, nowMs: number): LabEvent {
  const at = new Date(nowMs).toISOString();
  const chain = { previousHash: '', hash: String(seq) };
  return {
    seq,
    at,
    labAt: at,
    ...chain,
    kind: 'notice',
    subject: 'lab',
    body: { level: 'info', text: `${seq}` },
  };
}

/** 1, 2, 3 and so on. */
export function upTo(last: number): number[] {
  return Array.from({ length: last }, (_, index) => index + 1);
}
