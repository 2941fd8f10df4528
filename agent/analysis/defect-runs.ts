/** Rows in a row with the same flaw are one defect. */
import type { Defect } from './defect.js';

export interface Flaw extends Pick<Defect, 'kind' | 'quality'> {
  /** What is the same in the whole run, such as the columns. */
  readonly what: string;
}

interface Run extends Flaw {
  readonly fromRow: number;
  toRow: number;
}

/** Holds one open run for each kind of flaw, however long it grows. */
export class DefectRuns {
  private readonly open = new Map<Defect['kind'], Run>();

  /** @param onDefect told of each run when it is over */
  constructor(private readonly onDefect: (defect: Defect) => void) {}

  /** Rows `fromRow` to `toRow` have a flaw. It goes on where a run alike ended. */
  note(flaw: Flaw, fromRow: number, toRow: number): void {
    const run = this.open.get(flaw.kind);
    if (run && fromRow <= run.toRow + 1 && isAlike(run, flaw)) {
      run.toRow = toRow;
      return;
    }
    if (run) this.onDefect(toDefect(run));
    this.open.set(flaw.kind, { ...flaw, fromRow, toRow });
  }

  /** Ends every run. */
  close(): void {
    if (this.open.size === 0) return;
    for (const run of this.open.values()) this.onDefect(toDefect(run));
    this.open.clear();
  }

  /** The runs as they stand, without ending them. */
  get standing(): Defect[] {
    return [...this.open.values()].map(toDefect);
  }
}

/** Flaws of values run on while their columns are the same; those between two rows have each their own numbers. */
function isAlike(run: Run, flaw: Flaw): boolean {
  return run.quality === flaw.quality && (run.what === flaw.what || PLAIN.has(flaw.kind));
}

/** A thousand rows in a row that go back, or come twice, are told once, with the first of them. */
const PLAIN: ReadonlySet<Defect['kind']> = new Set(['clock-backwards', 'cycle-backwards', 'duplicate']);

export function toDefect({ kind, quality, what, fromRow, toRow }: Readonly<Run>): Defect {
  const rows = fromRow === toRow ? `row ${fromRow}` : `rows ${fromRow} to ${toRow}`;
  return { kind, quality, reason: `${rows}, ${what}`, fromRow, toRow };
}
