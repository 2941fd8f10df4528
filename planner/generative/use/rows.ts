import type { CodedTable } from '../data/code.js';
import type { Passes } from '../network/passes.js';
import { emptyPasses } from '../network/passes.js';
import type { NetworkShape } from '../network/shape.js';
import type { RowUse } from '../network/write-row.js';
import { RowWriter } from '../network/write-row.js';

/** Rows that go through the networks at a time: few enough for little memory, many enough for few calls. */
const CHUNK = 256;

/** The rows of a table in portions, the same for all members. */
export function* portions(
  shape: NetworkShape,
  table: CodedTable,
  use: RowUse,
): Generator<{ first: number; passes: Passes }> {
  for (let first = 0; first < table.rowCount; first += CHUNK) {
    const rows = Math.min(CHUNK, table.rowCount - first);
    const passes = emptyPasses(shape, rows);
    const writer = new RowWriter(shape, passes, table);
    for (let m = 0; m < shape.members; m++) {
      for (let i = 0; i < rows; i++) writer.write(m * rows + i, first + i, use);
    }
    yield { first, passes };
  }
}
