/** A room in memory, for suites that need one instrument and nothing else. */
import type { JobEnd, JobEntry, Refill, Room, TrueFault, Vial } from '../../simulators/lab/room.js';
import type { RoomCell } from '../../simulators/world/cell/cell-spec.js';

export class MemoryRoom implements Room {
  readonly entries = new Map<string, JobEntry>();
  readonly begun: string[] = [];
  readonly faults: { jobId: string; fault: TrueFault }[] = [];
  readonly taken: { jobId: string; item: string; amount: number }[] = [];
  readonly vials = new Map<string, Vial>();
  readonly cells = new Map<string, RoomCell>();
  shelf: Record<string, number> = {};
  readonly lot: Record<string, string> = {};

  async jobs(): Promise<readonly JobEntry[]> {
    return [...this.entries.values()];
  }

  async beginJob(
    jobId: string,
    program: string,
    detail: Readonly<Record<string, unknown>>,
  ): Promise<boolean> {
    if (this.entries.has(jobId)) return false;
    this.begun.push(jobId);
    this.entries.set(jobId, { jobId, program, detail, state: 'running', startedLabS: 0 });
    return true;
  }

  async endJob(jobId: string, end: JobEnd): Promise<void> {
    const entry = this.entries.get(jobId);
    if (entry) this.entries.set(jobId, { ...entry, ...end });
  }

  /** An item that is not on the shelf list is never short. */
  async takeStock(jobId: string, item: string, amount: number): Promise<boolean> {
    const left = this.shelf[item];
    if (left !== undefined && left < amount) return false;
    if (left !== undefined) this.shelf[item] = left - amount;
    this.taken.push({ jobId, item, amount });
    return true;
  }

  async stock(): Promise<Readonly<Record<string, number>>> {
    return this.shelf;
  }

  async refill({ item, amount, lot }: Refill): Promise<void> {
    this.shelf[item] = (this.shelf[item] ?? 0) + amount;
    this.lot[item] = lot;
  }

  async lots(): Promise<Readonly<Record<string, string>>> {
    return this.lot;
  }

  async putVial(vial: Vial): Promise<void> {
    this.vials.set(vial.id, vial);
  }

  async vial(id: string): Promise<Vial | undefined> {
    return this.vials.get(id);
  }

  async putCell(cell: RoomCell): Promise<void> {
    this.cells.set(cell.spec.id, cell);
  }

  async cell(id: string): Promise<RoomCell | undefined> {
    return this.cells.get(id);
  }

  async cellAt(place: string): Promise<RoomCell | undefined> {
    return [...this.cells.values()].find((cell) => cell.place === place);
  }

  async journalFault(jobId: string, fault: TrueFault): Promise<void> {
    this.faults.push({ jobId, fault });
  }
}
