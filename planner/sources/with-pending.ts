import type { Under } from '../history.js';
import { StructuredGp } from '../surrogate/structured-gp.js';
import { tagsOf } from '../surrogate/structure.js';
import type { Tags } from '../surrogate/structure.js';

/**
 * The model with points under way as if they had given what is expected of them: its mean stays, its variance is what
 * it will be when they are finished (Ginsbourger, Le Riche, Carraro 2010, the kriging believer).
 */
export function withPending(model: StructuredGp, under: readonly Under[]): StructuredGp {
  if (under.length === 0) return model;
  const { rows, structure } = model;
  const expected = under.map(({ features, source }) => model.standardisedAt(features, { source }).mean);
  return new StructuredGp(
    {
      features: [...rows.features, ...under.map(({ features }) => features)],
      values: Float64Array.from([...rows.values, ...expected]),
      extraNoise: Float64Array.from([...rows.extraNoise, ...under.map(() => 0)]),
      tags: joined(rows.tags, tagsOf(structure, under)),
    },
    model.hyperparameters,
    model.offset,
    model.unit,
    structure,
  );
}

function joined(a: Tags, b: Tags): Tags {
  const ints = (pick: (tags: Tags) => Int32Array): Int32Array => Int32Array.from([...pick(a), ...pick(b)]);
  return {
    source: ints(({ source }) => source),
    instrument: ints(({ instrument }) => instrument),
    discrepancy: ints(({ discrepancy }) => discrepancy),
    noise: ints(({ noise }) => noise),
    noiseShare: Float64Array.from([...a.noiseShare, ...b.noiseShare]),
  };
}
