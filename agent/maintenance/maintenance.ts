/**
 * Maintenance windows at work: tells whether people have an instrument to themselves, by the clock at the moment of
 * asking, and records each beginning and end. A clock that is set or a host that slept is held against the windows at
 * the next look; what passed meanwhile is past.
 */
import type { MaintenanceWindow } from '../../config/maintenance.js';
import type { Clock } from '../../core/clock.js';
import type { NewEvent } from '../record/lab-event.js';
import type { LabRecord } from '../record/record.js';
import { announcedWindows } from './announced-windows.js';
import { Calendar, DAY_MS, type Occurrence } from './calendar.js';

export interface MaintenanceParts {
  /** By name. */
  readonly windows: Readonly<Record<string, MaintenanceWindow>>;
  readonly record: Pick<LabRecord, 'append' | 'db'>;
  /** Lab time: on metal, that of the people. */
  readonly clock: Clock;
  readonly onTrouble: (error: Error) => void;
}

/** A window that is under way. */
export interface OpenWindow extends Occurrence {
  readonly name: string;
  readonly window: MaintenanceWindow;
}

export class Maintenance {
  /** Beginnings that were recorded without an end, by name. */
  private announced: Map<string, Occurrence> | undefined;
  private readonly listeners = new Set<() => void>();
  private readonly ending = new AbortController();
  private alarm = new AbortController();
  private turn: Promise<void> = Promise.resolve();
  private readonly calendars: ReadonlyMap<string, Calendar>;

  constructor(private readonly parts: MaintenanceParts) {
    const windows = Object.entries(parts.windows);
    this.calendars = new Map(windows.map(([name, window]) => [name, new Calendar(window)]));
  }

  /** Those under way now. */
  get open(): OpenWindow[] {
    const nowMs = this.parts.clock.now();
    return [...this.calendars].flatMap(([name, calendar]) => {
      const occurrence = calendar.at(nowMs);
      return occurrence ? [{ name, window: calendar.window, ...occurrence }] : [];
    });
  }

  /** True while people have the instrument of this name to themselves. */
  isHeld(instrument: string): boolean {
    return this.open.some(({ window }) => window.instruments.includes(instrument));
  }

  /** Called after every look that found a beginning or an end. */
  onChange(listener: () => void): void {
    this.listeners.add(listener);
  }

  /** To be called every few seconds; looks again by itself at the next beginning or end. Never rejects. */
  look(): Promise<void> {
    this.turn = this.turn
      .then(() => this.compare())
      .catch((cause: unknown) => {
        this.parts.onTrouble(
          new Error(`the maintenance windows could not be recorded: ${String(cause)}`, { cause }),
        );
      });
    this.wakeAtNextEdge();
    return this.turn;
  }

  /** Looks no more; resolves when nothing is under way. */
  close(): Promise<void> {
    this.ending.abort(new Error('the agent ends'));
    this.alarm.abort();
    return this.turn;
  }

  private async compare(): Promise<void> {
    if (this.ending.signal.aborted) return;
    const announced = (this.announced ??= await announcedWindows(this.parts.record.db));
    const open = new Map(this.open.map((each) => [each.name, each]));
    const isSame = (name: string): boolean => announced.get(name)?.startMs === open.get(name)?.startMs;
    const ended = [...announced.keys()].filter((name) => !isSame(name));
    const begun = [...open.values()].filter(({ name }) => !isSame(name));
    if (ended.length + begun.length === 0) return;
    // Before the writing: whoever waits for the end of a window does not wait for a disk as well.
    for (const listener of this.listeners) listener();
    await this.parts.record.append(...ended.map(endOf), ...begun.map(beginningOf));
    this.announced = open;
  }

  private wakeAtNextEdge(): void {
    this.alarm.abort();
    if (this.ending.signal.aborted) return;
    const { clock } = this.parts;
    const nowMs = clock.now();
    const edges = [...this.calendars.values()].map((calendar) => calendar.nextEdgeMs(nowMs) ?? Infinity);
    const { signal } = (this.alarm = new AbortController());
    clock.sleep(Math.min(nowMs + DAY_MS, ...edges) - nowMs, signal).then(
      () => this.look(),
      (error: unknown) => {
        if (!signal.aborted) throw error;
      },
    );
  }
}

function endOf(name: string): NewEvent {
  return { kind: 'maintenance.ended', subject: name, body: {} };
}

function beginningOf({ name, window, startMs, endMs }: OpenWindow): NewEvent {
  const { instruments, reason } = window;
  const [startsAt, endsAt] = [startMs, endMs].map((atMs) => new Date(atMs).toISOString()) as [string, string];
  return {
    kind: 'maintenance.began',
    subject: name,
    body: { instruments, reason, startsAt, endsAt },
  };
}
