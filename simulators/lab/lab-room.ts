/** The room itself, kept by the lab process: every change is a line in the journal first, then a change of state. */
import type { Clock } from '../../core/clock.js';
import type { RoomCell } from '../world/cell/cell-spec.js';
import type { JournalFact, JournalFile } from './journal.js';
import type { JobEnd, JobEntry, Refill, Room, TrueFault, Vial } from './room.js';
import { apply, emptyRoom, type RoomState } from './room-state.js';

export class LabRoom {
  readonly state: RoomState = emptyRoom();

  constructor(
    private readonly journal: JournalFile,
    private readonly link: Clock,
    private readonly lab: Clock,
  ) {
    for (const entry of journal.earlier) apply(this.state, entry);
  }

  write(instrument: string, fact: JournalFact): void {
    const entry = this.journal.append(instrument, fact, new Date(this.link.now()), this.lab.now());
    apply(this.state, entry);
  }

  /** The room as one instrument reaches it. */
  for(instrument: string): Room {
    return new InstrumentRoom(this, instrument);
  }

  runningJobs(instrument?: string): JobEntry[] {
    return [...this.state.jobs.values()].filter(
      (job) => job.state === 'running' && (instrument === undefined || job.instrument === instrument),
    );
  }

  ownerOf(jobId: string): string {
    return this.state.jobs.get(jobId)?.instrument ?? 'lab';
  }

  /** An instrument lost its power: what it was doing stands still for good. */
  powerLost(instrument: string, how: string): void {
    this.write(instrument, { kind: 'instrument.lost', how });
    for (const { jobId } of this.runningJobs(instrument)) {
      this.write(instrument, {
        kind: 'fault',
        jobId,
        fault: { cause: 'power-loss', attribution: 'machine', detail: { how } },
      });
      this.write(instrument, { kind: 'program.ended', jobId, end: interrupted(how) });
    }
  }
}

function interrupted(how: string): JobEnd {
  return { state: 'interrupted', fault: { code: 'power-loss', message: `the controller stopped (${how})` } };
}

class InstrumentRoom implements Room {
  constructor(
    private readonly room: LabRoom,
    private readonly instrument: string,
  ) {}

  async jobs(): Promise<readonly JobEntry[]> {
    return [...this.room.state.jobs.values()].filter((job) => job.instrument === this.instrument);
  }

  async beginJob(
    jobId: string,
    program: string,
    detail: Readonly<Record<string, unknown>>,
  ): Promise<boolean> {
    if (this.room.state.jobs.has(jobId)) return false;
    this.room.write(this.instrument, { kind: 'program.started', jobId, program, detail });
    return true;
  }

  async endJob(jobId: string, end: JobEnd): Promise<void> {
    if (this.room.state.jobs.get(jobId)?.state !== 'running') return;
    this.room.write(this.instrument, { kind: 'program.ended', jobId, end });
  }

  /** Items that were never put on the shelf are not counted: there is always enough of them. */
  async takeStock(jobId: string, item: string, amount: number, unit: string): Promise<boolean> {
    const left = this.room.state.stock.get(item);
    if (left === undefined) return true;
    if (left < amount) return false;
    this.room.write(this.instrument, { kind: 'stock.taken', jobId, item, amount, unit });
    return true;
  }

  async stock(): Promise<Readonly<Record<string, number>>> {
    return Object.fromEntries(this.room.state.stock);
  }

  async refill(refill: Refill): Promise<void> {
    this.room.write(this.instrument, { kind: 'stock.refilled', ...refill });
  }

  async lots(): Promise<Readonly<Record<string, string>>> {
    return Object.fromEntries(this.room.state.lots);
  }

  async putVial(vial: Vial): Promise<void> {
    this.room.write(this.instrument, { kind: 'vial.put', vial });
  }

  async vial(id: string): Promise<Vial | undefined> {
    return this.room.state.vials.get(id);
  }

  async putCell(cell: RoomCell): Promise<void> {
    this.room.write(this.instrument, { kind: 'cell.put', cell });
  }

  async cell(id: string): Promise<RoomCell | undefined> {
    return this.room.state.cells.get(id);
  }

  async cellAt(place: string): Promise<RoomCell | undefined> {
    return [...this.room.state.cells.values()].find((cell) => cell.place === place);
  }

  async journalFault(jobId: string, fault: TrueFault): Promise<void> {
    this.room.write(this.instrument, { kind: 'fault', jobId, fault });
  }
}
