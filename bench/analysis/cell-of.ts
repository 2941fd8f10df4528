/** A sound cell of a recipe, as a bench takes it: varied as cells vary, without a defect. */
import type { Recipe } from '../../agent/experiment/recipe.js';
import { Cell } from '../../simulators/world/cell/cell.js';
import type { Variation } from '../../simulators/world/cell/cell-spec.js';

export function cellOf({ formulation, electrolyteVolumeL, cellType }: Recipe, variation: Variation): Cell {
  return new Cell({
    id: 'cell',
    cellType,
    formulation,
    electrolyteVolumeL,
    variation,
    defects: {},
    seed: '',
  });
}
