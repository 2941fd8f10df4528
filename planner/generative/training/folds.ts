import { shuffled, type Rng } from '../../../core/rng.js';
import type { Code, CodedTable } from '../data/code.js';

/** Which rows a member learns from, and which labels it never sees. */
export interface MemberRows {
  /** Rows with a target, rows with something measured, rows with a recipe only: a batch takes some of each. */
  readonly strata: readonly (readonly number[])[];
  /** Rows with a target that are kept for early stopping and calibration. */
  readonly heldOut: readonly number[];
}

/**
 * Each member holds out one share of the groups that have labels, so that every label is held out by exactly one member,
 * and learns from the other rows or a bootstrap of them. With fewer than two labelled groups a member nothing is held out.
 */
export function dealRows(
  code: Code,
  table: CodedTable,
  groups: Int32Array,
  { members, bootstrap }: { members: number; bootstrap: boolean },
  rng: Rng,
): MemberRows[] {
  const rows = Array.from({ length: table.rowCount }, (_, row) => row);
  const stratumOf = rows.map((row) => stratum(code, table, row));
  const labelled = [...new Set(rows.filter((row) => stratumOf[row] === 0).map((row) => groups[row]!))];
  const order = shuffled(labelled, rng.split('folds'));
  const foldOf = new Map(order.length < 2 * members ? [] : order.map((group, k) => [group, k % members]));
  return Array.from({ length: members }, (_, member) => {
    const isHeldOut = (row: number): boolean => stratumOf[row] === 0 && foldOf.get(groups[row]!) === member;
    const stream = rng.split(`bootstrap ${member}`);
    const strata = [0, 1, 2].map((s) => rows.filter((row) => stratumOf[row] === s && !isHeldOut(row)));
    return {
      strata: bootstrap ? strata.map((own) => redrawn(own, stream)) : strata,
      heldOut: rows.filter(isHeldOut),
    };
  });
}

/** 0 labelled, 1 measured, 2 a recipe alone, 3 nothing at all. */
function stratum({ domains }: Code, table: CodedTable, row: number): number {
  const has = (role: string): boolean =>
    domains.some((domain, d) => domain.role === role && isKnown(table, d, row));
  if (has('target')) return 0;
  if (has('measured')) return 1;
  return has('recipe') ? 2 : 3;
}

/** Whether any value of a domain is known in a row. */
export function isKnown(table: CodedTable, domain: number, row: number): boolean {
  return table.domains[domain]!.anyKnown[row] === 1;
}

function redrawn(rows: readonly number[], rng: Rng): number[] {
  return rows.map(() => rows[Math.floor(rng.uniform() * rows.length)]!);
}
