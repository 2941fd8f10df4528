import type { CodedTable } from '../data/code.js';
import type { Passes } from './passes.js';
import type { NetworkShape } from './shape.js';
import { encoderWidth } from './shape.js';

/** How one row of a table goes through the networks. */
export interface RowUse {
  /** Whether the encoder sees value `k` of a domain. */
  readonly sees: (domain: number, k: number) => boolean;
  /** How much decoding a domain counts; 0 leaves it out. */
  readonly weight: (domain: number) => number;
  /** Whether the recipe's decoder is given target `k`, counted over all targets. */
  readonly given: (k: number) => boolean;
}

/** Writes row `row` of a table into slot `slot` (member times rows plus row) of the passes. */
export function writeRow(
  shape: NetworkShape,
  passes: Passes,
  slot: number,
  table: CodedTable,
  row: number,
  use: RowUse,
): void {
  shape.code.domains.forEach((_, d) => {
    writeInput(shape, passes, slot, table, row, d, use);
    writeData(shape, passes, slot, table, row, d, use.weight(d));
  });
  writeCondition(shape, passes, slot, table, row, use);
  if (shape.sourceWidth > 0) passes.source[slot * shape.sourceWidth + table.sources[row]!] = 1;
}

function writeInput(
  shape: NetworkShape,
  passes: Passes,
  slot: number,
  table: CodedTable,
  row: number,
  d: number,
  use: RowUse,
): void {
  const domain = shape.code.domains[d]!;
  const { values, known } = table.domains[d]!;
  const n = domain.valueWidth;
  const at = slot * encoderWidth(domain);
  for (let k = 0; k < n; k++) {
    if (known[row * n + k] === 0 || !use.sees(d, k)) continue;
    passes.inputs[d]![at + k] = values[row * n + k]!;
    if (domain.kind !== 'recipe') passes.inputs[d]![at + n + k] = 1;
    passes.seen[d]![slot] = 1;
  }
}

function writeData(
  shape: NetworkShape,
  passes: Passes,
  slot: number,
  table: CodedTable,
  row: number,
  d: number,
  weight: number,
): void {
  if (weight === 0) return;
  const { kind, valueWidth, dataWidth } = shape.code.domains[d]!;
  const { known, data } = table.domains[d]!;
  passes.data[d]!.set(data.subarray(row * dataWidth, (row + 1) * dataWidth), slot * dataWidth);
  if (kind === 'recipe') {
    passes.counts[d]![slot] = known[row * valueWidth] === 1 ? weight : 0;
    return;
  }
  for (let k = 0; k < dataWidth; k++) {
    passes.counts[d]![slot * dataWidth + k] = known[row * dataWidth + k] === 1 ? weight : 0;
  }
}

function writeCondition(
  shape: NetworkShape,
  passes: Passes,
  slot: number,
  table: CodedTable,
  row: number,
  { given }: RowUse,
): void {
  const width = shape.targetWidth;
  let target = 0;
  shape.code.domains.forEach(({ role, valueWidth: n }, d) => {
    if (role !== 'target') return;
    for (let k = 0; k < n; k++, target++) {
      if (table.domains[d]!.known[row * n + k] === 0 || !given(target)) continue;
      passes.condition[slot * 2 * width + target] = table.domains[d]!.values[row * n + k]!;
      passes.condition[slot * 2 * width + width + target] = 1;
    }
  });
}
