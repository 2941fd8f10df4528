import type { CodedTable } from '../data/code.js';
import type { Passes } from './passes.js';
import type { NetworkShape } from './shape.js';

/** How one row of a table goes through the networks. */
export interface RowUse {
  /** Whether the encoder sees value `k` of a domain. */
  readonly sees: (domain: number, k: number) => boolean;
  /** How much decoding a domain counts; 0 leaves it out. */
  readonly weight: (domain: number) => number;
  /** Whether the recipe's decoder is given target `k`, counted over all targets. */
  readonly given: (k: number) => boolean;
}

/** Writes rows of a table into passes. A slot is one row of one member: member times rows plus row. */
export class RowWriter {
  constructor(
    private readonly shape: NetworkShape,
    private readonly passes: Passes,
    private readonly table: CodedTable,
  ) {}

  write(slot: number, row: number, use: RowUse): void {
    this.shape.code.domains.forEach((_, d) => {
      this.writeInput(slot, row, d, use);
      this.writeData(slot, row, d, use.weight(d));
    });
    this.writeContext(slot, row, use);
  }

  private writeInput(slot: number, row: number, d: number, use: RowUse): void {
    const { shape, passes, table } = this;
    const { valueWidth: n, kind } = shape.code.domains[d]!;
    const { values, known } = table.domains[d]!;
    const { seenWidth } = shape.stacks;
    const stacked = slotOf(shape, passes, d, slot);
    const at = stacked * (seenWidth + shape.sourceWidth);
    if (shape.sourceWidth > 0) passes.inputs[at + seenWidth + table.sources[row]!] = 1;
    for (let k = 0; k < n; k++) {
      if (known[row * n + k] === 0 || !use.sees(d, k)) continue;
      passes.inputs[at + k] = values[row * n + k]!;
      if (kind !== 'recipe') passes.inputs[at + n + k] = 1;
      passes.seen[stacked] = 1;
    }
  }

  private writeData(slot: number, row: number, d: number, weight: number): void {
    if (weight === 0) return;
    const { shape, passes, table } = this;
    const { kind, valueWidth, dataWidth } = shape.code.domains[d]!;
    const { known, data } = table.domains[d]!;
    const own = data.subarray(row * dataWidth, (row + 1) * dataWidth);
    if (kind === 'recipe') {
      passes.recipes.set(own, slot * dataWidth);
      passes.recipeCounts[slot] = known[row * valueWidth] === 1 ? weight : 0;
      return;
    }
    const at = slotOf(shape, passes, d, slot) * shape.stacks.valueWidth;
    const counts = kind === 'gaussian' ? passes.numberCounts : passes.chanceCounts;
    passes.values.set(own, at);
    for (let k = 0; k < dataWidth; k++) counts[at + k] = known[row * dataWidth + k] === 1 ? weight : 0;
  }

  private writeContext(slot: number, row: number, { given }: RowUse): void {
    const { shape, passes, table } = this;
    const { sourceWidth, targetWidth } = shape;
    const at = slot * (sourceWidth + 2 * targetWidth);
    if (sourceWidth > 0) passes.context[at + table.sources[row]!] = 1;
    const first = at + sourceWidth;
    let target = 0;
    shape.code.domains.forEach(({ role, valueWidth: n }, d) => {
      if (role !== 'target') return;
      for (let k = 0; k < n; k++, target++) {
        if (table.domains[d]!.known[row * n + k] === 0 || !given(target)) continue;
        passes.context[first + target] = table.domains[d]!.values[row * n + k]!;
        passes.context[first + targetWidth + target] = 1;
      }
    });
  }
}

/** Of a slot among those of all domains. */
export function slotOf({ members }: NetworkShape, { rows }: Passes, domain: number, slot: number): number {
  return domain * members * rows + slot;
}
