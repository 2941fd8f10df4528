/** Where an unattended period stands: a line a lab day, or on a terminal one line that keeps up. */
import { abortReason, type Clock } from '../../../core/clock.js';
import type { LabEvent } from '../../record/lab-event.js';
import { formatDuration } from '../duration.js';

const DAY_MS = 86_400_000;
const LOOK_MS = 1000;

export interface MonthProgressParts {
  readonly out: NodeJS.WriteStream;
  readonly link: Clock;
  readonly lab: Clock;
  /** Lab seconds per second. */
  readonly factor: number;
  /** Lab time of the beginning, ms since the epoch. */
  readonly startMs: number;
  readonly days: number;
  readonly underWay: () => number;
}

export class MonthProgress {
  private completed = 0;
  private failed = 0;
  private told = -1;

  constructor(private readonly parts: MonthProgressParts) {}

  /** Experiments that ended before this run. */
  alreadyEnded(statuses: readonly string[]): void {
    this.completed = statuses.filter((status) => status === 'completed').length;
    this.failed = statuses.filter((status) => status === 'failed').length;
  }

  see(event: LabEvent): void {
    if (event.kind === 'experiment.ended') {
      const { status } = event.body.outcome.execution;
      if (status === 'completed') this.completed += 1;
      if (status === 'failed') this.failed += 1;
    } else if (event.kind === 'notice' && event.body.level !== 'info') {
      this.say(`${event.body.level.toUpperCase()} ${event.body.text}`);
    } else if (event.kind === 'campaign.state') {
      this.say(`campaign ${event.body.state} by ${event.body.actor}: ${event.body.reason}`);
    }
  }

  /** One line, above the one that keeps up. */
  say(text: string): void {
    const { out } = this.parts;
    if (out.isTTY) out.write('\r\x1b[K');
    out.write(`day ${this.day.toFixed(1)}  ${text}\n`);
  }

  /** Shows it until `signal` is aborted. */
  async follow(signal: AbortSignal): Promise<void> {
    try {
      for (;;) {
        this.show();
        await this.parts.link.sleep(LOOK_MS, signal);
      }
    } catch (error) {
      if (error !== abortReason(signal)) throw error;
      if (this.parts.out.isTTY) this.parts.out.write('\r\x1b[K');
    }
  }

  private show(): void {
    const { out } = this.parts;
    const day = Math.floor(this.day);
    if (out.isTTY) out.write(`\r\x1b[Kday ${this.day.toFixed(1)}  ${this.outlook}`);
    else if (day > this.told) this.say(this.outlook);
    this.told = Math.max(this.told, day);
  }

  private get day(): number {
    return (this.parts.lab.now() - this.parts.startMs) / DAY_MS;
  }

  private get outlook(): string {
    const { days, factor, underWay } = this.parts;
    const leftS = (Math.max(0, days - this.day) * DAY_MS) / 1000 / factor;
    const ended = `${this.completed} completed, ${this.failed} failed`;
    return `of ${days}: ${underWay()} experiments running, ${ended}; about ${formatDuration(leftS)} to go`;
  }
}
