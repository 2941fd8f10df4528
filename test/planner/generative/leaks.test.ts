import { describe, expect, it } from '@jest/globals';
import { seededRng } from '../../../core/rng.js';
import { codeTable } from '../../../planner/generative/data/code.js';
import { scalingOf } from '../../../planner/generative/data/scaling.js';
import type { Table } from '../../../planner/generative/data/table.js';
import { drawBatch } from '../../../planner/generative/training/batch.js';
import { dealRows } from '../../../planner/generative/training/folds.js';
import { DEFAULT_SETTINGS } from '../../../planner/generative/training/settings.js';
import { shapeOf } from '../../../planner/generative/training/trained.js';
import type { Passes } from '../../../planner/generative/network/passes.js';
import { slotOf } from '../../../planner/generative/network/write-row.js';
import { SMALL_SCHEMA, SMALL_SETTINGS, smallTable } from './small.js';

const settings = { ...DEFAULT_SETTINGS, ...SMALL_SETTINGS };
const shape = shapeOf({ schema: SMALL_SCHEMA, settings });
const table = smallTable(40, 20, 'leaks');
const scaling = scalingOf(SMALL_SCHEMA, table);
const LIFE = shape.code.domains.findIndex(({ name }) => name === 'life');

function batchOf(rows: Table, step: string): Passes {
  const coded = codeTable(shape.code, scaling, rows);
  const members = dealRows(shape.code, coded, rows.groups, settings, seededRng('deal'));
  return drawBatch({ shape, table: coded, members, settings }, seededRng(step));
}

/** The first of `parts` of what an array holds of one domain. */
function firstOfDomain(array: Float32Array, domain: number, parts: number): Float32Array {
  const size = array.length / shape.code.domains.length;
  return array.subarray(domain * size, domain * size + size / parts);
}

/** The table with other lives in some rows. */
function relabelled(isChanged: (row: number) => boolean): Table {
  const life = table.values['life']!.map((value, row) => (isChanged(row) ? value + 300 : value));
  return { ...table, values: { ...table.values, life } };
}

describe('labels', () => {
  it('that a member holds out change nothing in what it learns from', () => {
    const coded = codeTable(shape.code, scaling, table);
    const members = dealRows(shape.code, coded, table.groups, settings, seededRng('deal'));
    const heldOut = new Set(members[0]!.heldOut);
    expect(heldOut.size).toBe(10);
    const other = relabelled((row) => heldOut.has(row));
    const firstMember = ({ recipes, context, values, inputs }: Passes): number[][] => [
      ...[recipes, context].map((array) => [...array.subarray(0, array.length / settings.members)]),
      ...[values, inputs].flatMap((array) =>
        shape.code.domains.map((_, d) => [...firstOfDomain(array, d, settings.members)]),
      ),
    ];
    for (const step of ['1', '2', '3']) {
      expect(firstMember(batchOf(other, step))).toEqual(firstMember(batchOf(table, step)));
    }
  });

  it('are held out by exactly one member each, replicates together', () => {
    const coded = codeTable(shape.code, scaling, table);
    const groups = Int32Array.from({ length: 40 }, (_, row) => Math.floor(row / 2));
    const members = dealRows(shape.code, coded, groups, settings, seededRng('deal'));
    const all = members.flatMap(({ heldOut }) => heldOut).sort((a, b) => a - b);
    expect(all).toEqual(Array.from({ length: 20 }, (_, row) => row));
    for (const { heldOut, strata } of members) {
      const own = new Set(heldOut.map((row) => groups[row]!));
      expect(heldOut).toHaveLength(2 * own.size);
      expect(strata[0]!.some((row) => own.has(groups[row]!))).toBe(false);
    }
  });

  it('are never shown to the encoder or to the recipe where they are to be predicted', () => {
    const { seenWidth, valueWidth } = shape.stacks;
    const inputWidth = seenWidth + shape.sourceWidth;
    const contextWidth = shape.sourceWidth + 2 * shape.targetWidth;
    const slots = (passes: Passes): number[] =>
      Array.from({ length: settings.members * settings.batch }, (_, k) => {
        return Math.floor(k / settings.batch) * passes.rows + 2 * settings.batch + (k % settings.batch);
      });
    const direct = (passes: Passes): number[] =>
      slots(passes).flatMap((slot) => {
        const [shown, given] = [slotOf(shape, passes, LIFE, slot) * inputWidth, slot * contextWidth];
        return [
          ...passes.inputs.subarray(shown, shown + seenWidth),
          ...passes.context.subarray(given + shape.sourceWidth, given + contextWidth),
        ];
      });
    for (const step of ['1', '2', '3']) {
      const passes = batchOf(table, step);
      expect(direct(passes).every((value) => value === 0)).toBe(true);
      const counted = slots(passes).map(
        (slot) => passes.numberCounts[slotOf(shape, passes, LIFE, slot) * valueWidth]!,
      );
      expect(counted.some((count) => count > 0)).toBe(true);
    }
  });
});
