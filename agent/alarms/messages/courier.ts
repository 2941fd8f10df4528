/**
 * Brings alarms to people over one lane of one route, however often it takes. What is to be told is read off the alarms
 * at each attempt: one that was acknowledged while the route was out is not told any more, and a restart forgets none.
 */
import type { Clock } from '../../../core/clock.js';
import { Waiting } from '../../supervision/waiting.js';
import type { Alarm } from '../alarm.js';
import { wantsAttention } from '../alarm-state.js';
import type { Alarms } from '../alarms.js';
import type { Message, Pace } from './pace.js';
import type { Route } from './route.js';
import { tryRoute } from './try-route.js';
import { letterOf } from './wording.js';

export interface CourierParts {
  readonly route: Route;
  readonly pace: Pace;
  /** Which alarms go this way. */
  readonly isMine: (alarm: Alarm) => boolean;
  /** Which of them can be told now; the others wait. */
  readonly isTimely: (alarm: Alarm) => boolean;
  readonly alarms: Pick<Alarms, 'where' | 'log' | 'onChange'>;
  /** What people call the lab. */
  readonly lab: string;
  /** The longest time between two attempts, s. */
  readonly longestWaitS: number;
  /** Link time. */
  readonly clock: Clock;
}

/** Failures in a row after which it is an alarm of its own. */
const FAILURES = 3;
/** A lane that has to wait looks again after so long. */
const LOOK_MS = 1000;

export class Courier {
  private readonly waiting: Waiting;
  private failures = 0;
  private reason: string | undefined;
  private running: Promise<void> = Promise.resolve();
  private stopHearing: () => void = () => undefined;

  constructor(private readonly parts: CourierParts) {
    this.waiting = new Waiting(parts.clock);
  }

  /** Why several attempts in a row have failed, if they have. */
  get trouble(): string | undefined {
    return this.failures >= FAILURES ? this.reason : undefined;
  }

  start(): void {
    this.stopHearing = this.parts.alarms.onChange(() => {
      this.waiting.ring();
    });
    this.running = this.run();
  }

  /** True when there is nothing left to tell now. */
  get isThrough(): boolean {
    return this.untold().every((alarm) => !this.parts.isTimely(alarm));
  }

  async stop(): Promise<void> {
    this.stopHearing();
    this.waiting.giveUp();
    await this.running;
  }

  private async run(): Promise<void> {
    while (!this.waiting.isOver) {
      this.waiting.silence();
      const untold = this.untold();
      const nowMs = this.parts.clock.monotonic();
      const message = this.parts.pace.next(untold.filter(this.parts.isTimely), nowMs);
      if (message) await this.bring(message, nowMs);
      else if (untold.length > 0) await this.waiting.pause(LOOK_MS);
      else await this.waiting.rung;
    }
  }

  private untold(): Alarm[] {
    const { alarms, route, isMine } = this.parts;
    return alarms.where(
      (alarm) => wantsAttention(alarm.state) && !alarm.told.includes(route.name) && isMine(alarm),
    );
  }

  private async bring(message: Message, nowMs: number): Promise<void> {
    this.parts.pace.note(message, nowMs);
    const { route, lab, clock } = this.parts;
    const { ok, answer } = await tryRoute(route, letterOf(message, lab), clock);
    if (ok) await this.sent(message, answer);
    else await this.failed(answer);
  }

  private async sent({ alarms, isSummary }: Message, answer: string): Promise<void> {
    const { route } = this.parts;
    const tries = this.failures + 1;
    this.failures = 0;
    const body = { alarms: alarms.map(({ id }) => id), summary: isSummary, tries, answer };
    await this.parts.alarms.log({ kind: 'message.sent', subject: route.name, body });
  }

  /** The first tries are nothing to speak of; the one that makes it an outage is. */
  private async failed(reason: string): Promise<void> {
    const { route, alarms, longestWaitS } = this.parts;
    this.failures += 1;
    this.reason = reason;
    if (this.failures === FAILURES) {
      const body = { tries: this.failures, reason };
      await alarms.log({ kind: 'message.failed', subject: route.name, body });
    }
    await this.waiting.pause(1000 * Math.min(2 ** (this.failures - 1), longestWaitS));
  }
}
