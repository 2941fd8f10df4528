/** Shows a run on the terminal: lines as things happen and, on a TTY, a bar that stays at the bottom. */
import type { Clock } from '../../core/clock.js';
import type { LabEvent } from '../record/lab-event.js';
import { formatDuration } from './duration.js';
import type { Narration } from './narration.js';
import type { Workload } from './workload.js';

const BAR_WIDTH = 24;

export interface ProgressParts {
  readonly out: NodeJS.WriteStream;
  readonly link: Clock;
  readonly lab: Clock;
  readonly narration: Narration;
  readonly workload: Workload;
}

export class Progress {
  private readonly startedMs: number;
  private readonly labStartedMs: number;

  constructor(private readonly parts: ProgressParts) {
    this.startedMs = parts.link.monotonic();
    this.labStartedMs = parts.lab.now();
  }

  see(event: LabEvent): void {
    const { workload, narration } = this.parts;
    if (event.kind === 'experiment.started') workload.begin(event.subject, event.body.recipe);
    const ended = event.kind === 'experiment.ended';
    if (ended) workload.end(event.subject, event.body.outcome.execution.status !== 'aborted');
    const line = narration.tell(event);
    if (line !== undefined) this.say(ended ? `${line}   [${this.outlook()}]` : line);
  }

  advance(jobId: string, share: number): void {
    this.parts.workload.progress(jobId, share);
    this.draw();
  }

  /** One line, above the bar if there is one. */
  say(text: string): void {
    const { out, link, lab } = this.parts;
    const time = new Date(link.now()).toISOString().slice(11, 19);
    const labDays = ((lab.now() - this.labStartedMs) / 86_400_000).toFixed(1).padStart(5);
    if (out.isTTY) out.write('\r\x1b[K');
    out.write(`${time}Z  day ${labDays}  ${text}\n`);
    this.draw();
  }

  /** Leaves the terminal clean for whatever follows. */
  end(): void {
    if (this.parts.out.isTTY) this.parts.out.write('\r\x1b[K');
  }

  private outlook(): string {
    const { workload, link } = this.parts;
    const remainingS = workload.remainingS((link.monotonic() - this.startedMs) / 1000);
    const eta = remainingS === undefined ? '' : `, about ${formatDuration(remainingS)} to go`;
    return `${workload.count}${eta}`;
  }

  private draw(): void {
    const { out, workload } = this.parts;
    if (!out.isTTY) return;
    const filled = Math.round(workload.share * BAR_WIDTH);
    const bar = '#'.repeat(filled).padEnd(BAR_WIDTH, '.');
    out.write(`\r\x1b[K[${bar}] ${(100 * workload.share).toFixed(0)} %  ${this.outlook()}`);
  }
}
