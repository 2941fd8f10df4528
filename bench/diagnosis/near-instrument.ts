/** An instrument without a wire: calls reach the simulated device directly. The wires are proven by the drivers' own tests. */
import type { Identity, Instrument, JobReport, LinkState, Reading, Table } from '../../drivers/instrument.js';

/** What a device must be able to do to be an instrument. */
export type Device<Task, Result> = Pick<
  Instrument<Task, Result>,
  'id' | 'start' | 'job' | 'fetch' | 'makeSafe'
>;

export class NearInstrument<Task, Result> implements Instrument<Task, Result> {
  readonly link: LinkState = 'up';

  constructor(private readonly device: Device<Task, Result>) {}

  get id(): string {
    return this.device.id;
  }

  start(jobId: string, task: Task): Promise<void> {
    return this.device.start(jobId, task);
  }

  job(jobId: string): Promise<JobReport<Result>> {
    return this.device.job(jobId);
  }

  fetch(jobId: string, from: number): Promise<Table> {
    return this.device.fetch(jobId, from);
  }

  makeSafe(jobId?: string): Promise<void> {
    return this.device.makeSafe(jobId);
  }

  async connect(): Promise<void> {
    return;
  }

  async identify(): Promise<Identity> {
    return { manufacturer: 'Interphase', model: this.id, serialNumber: 'in-process', firmware: '1' };
  }

  async observe(): Promise<readonly Reading[]> {
    return [];
  }

  async disconnect(): Promise<void> {
    return;
  }
}
