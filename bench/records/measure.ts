/** Everything that is measured of the record, one after the other. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Clock } from '../../core/clock.js';
import { measureAppends, type Appends } from './append.js';
import { againstBare, type Against } from './bare.js';
import { measureBytes, type Bytes } from './bytes.js';
import { cyclingRows, EVERY_SECOND } from './cycling.js';
import { measureIngest, type Ingest } from './ingest.js';
import { measureOpening, type Opening } from './opening.js';

export interface Plan {
  readonly experiments: number;
  /** In the whole large record. */
  readonly samples: number;
  readonly channels: number;
  /** Of ingest. */
  readonly seconds: number;
  /** What the long run holds before one more row is appended. */
  readonly heldRows: number;
  readonly appends: number;
  /** Transactions in a round against the plain loop. */
  readonly batches: number;
  /** Of which the bytes of a row are measured. */
  readonly rows: number;
}

export interface Measured {
  readonly ingest: Ingest;
  readonly appends: Appends;
  readonly against: readonly Against[];
  readonly opening: Opening;
  readonly bytes: readonly Bytes[];
}

/** @param tell of what comes next */
export async function measure(plan: Plan, clock: Clock, tell: (what: string) => void): Promise<Measured> {
  const folder = mkdtempSync(join(tmpdir(), 'interphase-records-'));
  const rows = cyclingRows(Math.min(20_000, plan.rows), EVERY_SECOND);
  try {
    // First, while the process is small: memory is measured.
    tell(`${plan.channels} channels for ${plan.seconds} s`);
    const ingest = await measureIngest(folder, clock, { ...plan, rows });
    tell(`one row after ${plan.heldRows}`);
    const appends = await measureAppends(folder, clock, { ...plan, rows });
    tell('against a plain loop');
    const against = await againstBare(folder, clock, rows, plan.batches);
    tell(`${plan.experiments} experiments, ${plan.samples} samples`);
    const extent = { experiments: plan.experiments, samples: Math.round(plan.samples / plan.experiments) };
    const opening = await measureOpening(folder, clock, extent, rows);
    tell('bytes of a row');
    const bytes = await measureBytes(folder, plan.rows);
    return { ingest, appends, against, opening, bytes };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
