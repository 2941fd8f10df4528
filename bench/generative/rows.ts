import { seededRng } from '../../core/rng.js';
import type { Schema } from '../../planner/generative/data/domain.js';
import type { Table } from '../../planner/generative/data/table.js';
import { layOut } from '../../planner/space/layout.js';
import { Sampler } from '../../planner/space/sampler.js';
import type { Space } from '../../planner/space/space.js';

/** A space of the usual size: a mixture of solvents, additives, and three settings of the formation. */
const SPACE: Space = {
  blocks: [
    block('solvent', ['EC', 'DMC', 'EMC', 'DEC', 'PC', 'FEC'], 4),
    block('additive', ['none', 'VC', 'LiDFOB', 'DTD'], 2),
  ],
  variables: [
    { name: 'rate', kind: 'continuous', min: 0.02, max: 1, scale: 'log' },
    { name: 'temperatureK', kind: 'continuous', min: 288, max: 328, scale: 'linear' },
    { name: 'cycles', kind: 'integer', min: 1, max: 4 },
  ],
  constraints: [],
};

export const SCHEMA: Schema = {
  space: SPACE,
  domains: [
    {
      name: 'formation',
      kind: 'gaussian',
      role: 'measured',
      quantities: ['ce', 'time', 'peak', 'irreversible'],
    },
    { name: 'impedance', kind: 'gaussian', role: 'measured', quantities: ['ohmic', 'film', 'transfer'] },
    { name: 'film', kind: 'gaussian', role: 'measured', quantities: ['thickness', 'inorganic'] },
    { name: 'performance', kind: 'gaussian', role: 'target', quantities: ['retention', 'growth'] },
    { name: 'outcome', kind: 'bernoulli', role: 'measured', quantities: ['formed'] },
  ],
  sources: ['robot', 'simulation'],
};

function block(name: string, components: readonly string[], maxComponents: number): Space['blocks'][number] {
  return { name, components: components.map((one) => ({ name: one, min: 0, max: 1 })), maxComponents };
}

/** Every quantity is a bent random projection of the point plus noise: for times, not for figures of quality. */
export function madeUpRows(rowCount: number, labelled: number, seed: string): Table {
  const rng = seededRng(seed);
  const sampler = new Sampler(layOut(SPACE));
  const points = Array.from({ length: rowCount }, () => sampler.draw(rng));
  const measured = Math.round(1.5 * labelled);
  const columns = SCHEMA.domains.map(({ name, kind, role, quantities }) => {
    const known = role === 'target' ? labelled : kind === 'bernoulli' ? rowCount : measured;
    const projections = quantities.map(() => points[0]!.map(() => rng.normal()));
    const values = points.flatMap((u, row) =>
      projections.map((weights) => {
        const state = Math.sin(u.reduce((sum, value, k) => sum + value * weights[k]!, 0));
        if (row >= known) return NaN;
        return kind === 'bernoulli' ? Number(state > -0.5) : state + 0.2 * rng.normal();
      }),
    );
    return [name, Float64Array.from(values)] as const;
  });
  return {
    rowCount,
    recipes: Float64Array.from(points.flatMap((u) => [...u])),
    values: Object.fromEntries(columns),
    sources: Int32Array.from({ length: rowCount }, (_, row) => (row < labelled ? 0 : 1)),
    groups: Int32Array.from({ length: rowCount }, (_, row) => row),
  };
}
