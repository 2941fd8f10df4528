/** An instrument in memory that survives its user: it counts what it really carries out, and can be disturbed at will. */
import { InstrumentError, type Fault } from '../../../drivers/instrument-error.js';
import type {
  Identity,
  Instrument,
  JobReport,
  JobState,
  LinkState,
  Reading,
  Table,
} from '../../../drivers/instrument.js';

/** How a job goes: it runs for `polls` looks at it, its rows growing, and ends like this. */
export interface Course {
  readonly polls: number;
  readonly rows: number;
  readonly end: Pick<JobReport<unknown>, 'result' | 'fault'> & {
    readonly state: Exclude<JobState, 'unknown'>;
  };
}

export type Method = 'start' | 'job' | 'fetch' | 'makeSafe';

/** `reply-lost`: carried out, but nobody hears of it. `hang`: no answer, ever. */
export type Disturbance = 'not-sent' | 'wrong-peer' | 'reply-lost' | 'refused' | 'hang';

interface Job {
  course: Course;
  looks: number;
  readonly startedMs: number;
}

const UNKNOWN: JobReport<unknown> = { state: 'unknown', rows: 0 };

export class FakeInstrument implements Instrument {
  link: LinkState = 'up';
  channels = 2;
  readings: Reading[] = [];
  /** When set, jobs go on whether anybody looks or not: one look's worth in `msPerLook` of this clock. */
  pace: { readonly now: () => number; readonly msPerLook: number } | undefined;
  /** Every job id that was carried out, as often as it was. */
  readonly executed: string[] = [];
  /** Every call, as `method job`. */
  readonly calls: string[] = [];
  disturb: (method: Method, jobId: string) => Disturbance | undefined = () => undefined;
  private readonly jobs = new Map<string, Job>();

  constructor(
    readonly id: string,
    /** What a task leads to; throws nothing. */
    private readonly courseOf: (task: unknown, jobId: string) => Course,
  ) {}

  start(jobId: string, task: unknown): Promise<void> {
    return this.answer('start', jobId, () => {
      if (this.jobs.has(jobId)) return;
      this.executed.push(jobId);
      this.jobs.set(jobId, {
        course: this.courseOf(task, jobId),
        looks: 0,
        startedMs: this.pace?.now() ?? 0,
      });
    });
  }

  job(jobId: string): Promise<JobReport<unknown>> {
    return this.answer('job', jobId, () => {
      const job = this.jobs.get(jobId);
      if (!job) return UNKNOWN;
      const { course } = job;
      job.looks = this.pace ? (this.pace.now() - job.startedMs) / this.pace.msPerLook : job.looks + 1;
      if (job.looks > course.polls)
        return { ...course.end, rows: course.rows, raw: `${jobId} ${course.end.state}` };
      const progress = Math.min(1, job.looks / (course.polls + 1));
      return { state: 'running', progress, rows: Math.floor(progress * course.rows) };
    });
  }

  /** At most three rows a call, so that a series takes several. */
  fetch(jobId: string, from: number): Promise<Table> {
    return this.answer('fetch', jobId, () => {
      const count = Math.min(3, (this.jobs.get(jobId)?.course.rows ?? 0) - from);
      const rows = Array.from({ length: Math.max(0, count) }, (_, k) => [from + k, 10 * (from + k)]);
      return { columns: ['index', 'value'], from, rows, raw: `${jobId} from ${from}` };
    });
  }

  makeSafe(jobId?: string): Promise<void> {
    return this.answer('makeSafe', jobId ?? 'all', () => {
      for (const [id, job] of this.jobs) {
        const wanted = jobId === undefined || id === jobId;
        if (wanted && job.looks <= job.course.polls) {
          job.course = { ...job.course, polls: 0, end: { state: 'aborted' } };
        }
      }
    });
  }

  /** As if its memory had been cleared. */
  forget(jobId: string): void {
    this.jobs.delete(jobId);
  }

  count(call: `${Method} ${string}`): number {
    return this.calls.filter((made) => made === call).length;
  }

  async connect(): Promise<void> {
    this.link = 'up';
  }

  async disconnect(): Promise<void> {
    this.link = 'down';
  }

  async identify(): Promise<Identity> {
    return { manufacturer: 'fake', model: this.id, serialNumber: '1', firmware: '1' };
  }

  async observe(): Promise<readonly Reading[]> {
    return this.readings;
  }

  private async answer<T>(method: Method, jobId: string, act: () => T): Promise<T> {
    this.calls.push(`${method} ${jobId}`);
    const disturbance = this.disturb(method, jobId);
    if (disturbance === 'hang') return new Promise<T>(() => undefined);
    if (disturbance && disturbance !== 'reply-lost') throw this.error(disturbance);
    const reply = act();
    if (disturbance === 'reply-lost') throw this.error('unknown-outcome');
    return reply;
  }

  private error(fault: Fault): InstrumentError {
    return new InstrumentError(this.id, fault, `disturbed on purpose (${fault})`);
  }
}
