import { SystemClock } from '../../../core/clock.js';
import type { Rng } from '../../../core/rng.js';
import { seededRng } from '../../../core/rng.js';
import type { Schema } from '../../../planner/generative/data/domain.js';
import type { Table } from '../../../planner/generative/data/table.js';
import type { Backend, Engine } from '../../../planner/generative/engine/engine.js';
import { openEngine } from '../../../planner/generative/engine/engine.js';
import { layOut } from '../../../planner/space/layout.js';
import { Sampler } from '../../../planner/space/sampler.js';
import type { Space } from '../../../planner/space/space.js';

/** The backend that every machine has, unless `INTERPHASE_BACKEND` names another that is to be tested. */
export const BACKEND = (process.env['INTERPHASE_BACKEND'] ?? 'tfjs-wasm') as Backend;

/** One engine for the tests of a file. */
export function engineForTests(): Promise<Engine> {
  return openEngine({ backend: BACKEND, clock: new SystemClock() });
}

/** A mixture of four, of which at most three; a number, an integer and a category. */
export const SMALL_SPACE: Space = {
  blocks: [
    {
      name: 'solvent',
      components: ['a', 'b', 'c', 'd'].map((name, k) => ({ name, min: k === 0 ? 0.1 : 0, max: 1 })),
      maxComponents: 3,
      resolution: 0.05,
    },
  ],
  variables: [
    { name: 'rate', kind: 'continuous', min: 0.05, max: 2, scale: 'log' },
    { name: 'cycles', kind: 'integer', min: 1, max: 4 },
    { name: 'coating', kind: 'categorical', levels: ['none', 'thin', 'thick'] },
  ],
  constraints: [{ terms: { 'solvent.a': 1, 'solvent.b': 1 }, max: 0.9 }],
};

export const SMALL_SCHEMA: Schema = {
  space: SMALL_SPACE,
  domains: [
    { name: 'impedance', kind: 'gaussian', role: 'measured', quantities: ['film', 'transfer'] },
    { name: 'life', kind: 'gaussian', role: 'target', quantities: ['cycles'] },
    { name: 'outcome', kind: 'bernoulli', role: 'measured', quantities: ['formed'] },
  ],
  sources: ['robot', 'papers'],
};

export const SMALL_SETTINGS = {
  ...{
    members: 2,
    hidden: 12,
    latent: 2,
    batch: 24,
    steps: 60,
    warmUpSteps: 20,
    evaluateEvery: 20,
    draws: 4,
  },
};

/** Rows where the share of component b decides everything: impedance always measured, life in the first `labelled`. */
export function smallTable(rowCount: number, labelled: number, seed: string): Table {
  const rng = seededRng(seed);
  const sampler = new Sampler(layOut(SMALL_SPACE));
  const points = Array.from({ length: rowCount }, () => sampler.draw(rng));
  const state = points.map((u) => 3 * u[1]! + 0.1 * rng.normal());
  return {
    rowCount,
    recipes: Float64Array.from(points.flatMap((u) => [...u])),
    values: {
      impedance: Float64Array.from(
        state.flatMap((s) => [20 + 5 * s + rng.normal(), 60 - 4 * s + rng.normal()]),
      ),
      life: Float64Array.from(state, (s, row) => (row < labelled ? 500 + 100 * s + 10 * rng.normal() : NaN)),
      outcome: Float64Array.from(state, (s) => (s < 2.5 ? 1 : 0)),
    },
    sources: Int32Array.from({ length: rowCount }, () => (rng.uniform() < 0.5 ? 0 : 1)),
    groups: Int32Array.from({ length: rowCount }, (_, row) => row),
  };
}

/** Standard normal numbers. */
export function normals(length: number, rng: Rng): Float32Array {
  return Float32Array.from({ length }, () => rng.normal());
}
