/** Where runs begin, as frozen designs say: for every seed as many points, each of the space. */
import type { Pool } from '../../../planner/backtest/pool.js';
import { namesOf, toPoint } from '../../../planner/backtest/problems.js';
import { layOut } from '../../../planner/space/layout.js';
import { reasonsOutside } from '../../../planner/space/membership.js';
import type { Space } from '../../../planner/space/space.js';
import { FileError } from '../../files/file-error.js';
import type { ProblemEntry, TableEntry } from './designs-file.js';
import type { Beginnings } from './subject.js';

/** As many mistakes are told. */
const TOLD = 5;

/** @throws {FileError} points that are none of the space, by seed and place */
export function beginningsOf(where: string, space: Space, { designs, budget }: ProblemEntry): Beginnings {
  const layout = layOut(space);
  const count = namesOf(space).length;
  assertSound(where, designs, (x) =>
    x.length === count
      ? reasonsOutside(layout, toPoint(space, x))
      : [`a point of ${x.length} coordinates, the space has ${count}`],
  );
  return { points: designs.map((points) => points.map((x) => toPoint(space, x))), budget };
}

/** @throws {FileError} rows beyond the table's, or asked for twice, by seed and place */
export function rowBeginnings(
  where: string,
  { among, pointOfGroup }: Pool,
  { initial, budget }: TableEntry,
): Beginnings {
  const rows = pointOfGroup.length;
  assertSound(where, initial, (row, before) => {
    if (row >= rows) return [`row ${row} of ${rows}: the designs are of another table`];
    const same = before.find((other) => pointOfGroup[other] === pointOfGroup[row]);
    return same === undefined ? [] : [`row ${row} is the experiment of row ${same}, which can be had once`];
  });
  return { points: initial.map((numbers) => numbers.map((row) => among[pointOfGroup[row]!]!)), budget };
}

function assertSound<P>(
  where: string,
  seeds: readonly (readonly P[])[],
  faultsOf: (point: P, before: readonly P[]) => readonly string[],
): void {
  const count = seeds[0]!.length;
  const faults = seeds.flatMap((points, seed) => [
    ...(points.length === count
      ? []
      : [`seed ${seed}: expected ${count} as for seed 0, found ${points.length}`]),
    ...points.flatMap((point, k) =>
      faultsOf(point, points.slice(0, k)).map((fault) => `seed ${seed}, entry ${k}: ${fault}`),
    ),
  ]);
  if (faults.length === 0) return;
  const more = faults.length > TOLD ? `; and ${faults.length - TOLD} more` : '';
  throw new FileError(
    where,
    `no run can begin there (counted from 0): ${faults.slice(0, TOLD).join('; ')}${more}`,
  );
}
