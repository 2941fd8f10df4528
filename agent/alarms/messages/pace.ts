/**
 * How often people are told. Critical alarms go out at once. Of the others a few messages a minute; what comes faster is a
 * flood, and is gathered into one summary a minute: who is called by every alarm looks at none.
 */
import type { Alarm } from '../alarm.js';

export interface Message {
  /** The most urgent first. */
  readonly alarms: readonly Alarm[];
  /** Too many to name each. */
  readonly isSummary: boolean;
}

/** With more alarms a message is a summary. */
export const NAMED = 10;
/** Messages a minute before a flood begins. */
export const A_MINUTE = 3;
const MINUTE_MS = 60_000;
/** Critical alarms that come together go out together. */
const URGENT_GAP_MS = 2000;

/** One lane of a route; the urgent lane waits for nobody else's messages. */
export interface Pace {
  /** The message to be sent now; undefined when it has to wait. */
  next(waiting: readonly Alarm[], nowMs: number): Message | undefined;
  /** To be called when it goes out, whatever becomes of it. */
  note(message: Message, nowMs: number): void;
}

export class UrgentPace implements Pace {
  private lastMs = -Infinity;

  next(waiting: readonly Alarm[], nowMs: number): Message | undefined {
    if (waiting.length === 0 || nowMs - this.lastMs < URGENT_GAP_MS) return undefined;
    return { alarms: waiting, isSummary: waiting.length > NAMED };
  }

  note(_message: Message, nowMs: number): void {
    this.lastMs = nowMs;
  }
}

export class UsualPace implements Pace {
  /** Of the latest minute, monotonic ms. */
  private sentMs: number[] = [];
  private summaryMs = -Infinity;

  next(waiting: readonly Alarm[], nowMs: number): Message | undefined {
    this.sentMs = this.sentMs.filter((atMs) => nowMs - atMs < MINUTE_MS);
    const isSummary = waiting.length > NAMED;
    const mustWait = isSummary ? nowMs - this.summaryMs < MINUTE_MS : this.sentMs.length >= A_MINUTE;
    return waiting.length === 0 || mustWait ? undefined : { alarms: waiting, isSummary };
  }

  note({ isSummary }: Message, nowMs: number): void {
    this.sentMs.push(nowMs);
    if (isSummary) this.summaryMs = nowMs;
  }
}
