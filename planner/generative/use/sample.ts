import type { Rng } from '../../../core/rng.js';
import { PlannerError } from '../../planner-error.js';
import type { Vector } from '../../space/layout.js';
import { codeTable } from '../data/code.js';
import type { CodedTable } from '../data/code.js';
import type { Table } from '../data/table.js';
import type { Internals } from '../engine/engine.js';
import { columns, networkOf } from '../network/layers.js';
import { decode, posteriorOf } from '../network/loss.js';
import { emptyPasses, passTensors } from '../network/passes.js';
import type { NetworkShape } from '../network/shape.js';
import { drawLatent } from '../network/posterior.js';
import { RowWriter } from '../network/write-row.js';
import type { Trained } from '../training/trained.js';
import { shapeOf } from '../training/trained.js';
import type { DrawStyle } from './draw-recipe.js';
import { drawRecipe } from './draw-recipe.js';

export interface SampleRequest {
  /** What is wanted of recipes, by domain: one number for each quantity, NaN where nothing is. */
  readonly wanted: Readonly<Record<string, readonly number[]>>;
  readonly count: number;
  /** Index of the source that the recipe is for; the first by default. */
  readonly source?: number;
  readonly style?: Partial<DrawStyle>;
  readonly rng: Rng;
}

const USUAL_STYLE: DrawStyle = { gates: 'likely', temperature: 0.7 };
/** Rounds of drawing before fewer recipes than asked for are given. */
const ROUNDS = 4;

/**
 * Recipes that go with what is wanted: a latent state from the posterior of the wanted domains, then a recipe from it
 * and the wanted targets. Members take turns. Points are inside the space and on its steps, but may come twice.
 * @throws PlannerError `exhausted` when no point of the space was found near any draw.
 */
export async function sampleRecipes(
  engine: Internals,
  trained: Trained,
  request: SampleRequest,
): Promise<Vector[]> {
  const shape = shapeOf(trained);
  const row = codeTable(shape.code, trained.scaling, oneRow(shape, request));
  const style = { ...USUAL_STYLE, ...request.style };
  const found: Vector[] = [];
  for (let round = 0; round < ROUNDS && found.length < request.count; round++) {
    const rng = request.rng.split(`round ${round}`);
    const draws = Math.ceil((request.count - found.length) / shape.members);
    const outputs = await drawOutputs(engine, trained, shape, row, draws, rng.split('latent'));
    const { recipe: code } = shape.code;
    const points = outputs.flatMap((out) => drawRecipe({ code, out, style, rng }) ?? []);
    found.push(...points.slice(0, request.count - found.length));
  }
  if (found.length > 0 || request.count === 0) return found;
  throw new PlannerError('exhausted', 'no point of the space lies near what the generative model drew', {
    wanted: request.wanted,
  });
}

function oneRow(shape: NetworkShape, { wanted, source = 0 }: SampleRequest): Table {
  const values = Object.entries(wanted).map(([name, numbers]) => {
    const domain = shape.code.domains.find((one) => one.name === name && one.kind !== 'recipe');
    if (domain?.valueWidth === numbers.length) return [name, Float64Array.from(numbers)] as const;
    throw new PlannerError(
      'bad-request',
      `wanted of ${name}: expected ${domain?.valueWidth ?? 'no'} numbers, got ${numbers.length}`,
    );
  });
  return {
    rowCount: 1,
    recipes: new Float64Array(shape.code.recipe.layout.coordinates.length).fill(NaN),
    values: Object.fromEntries(values),
    sources: Int32Array.of(source),
    groups: Int32Array.of(0),
  };
}

/** Raw outputs of the recipe's decoder for `draws` latent states of each member; members take turns. */
async function drawOutputs(
  { run, form }: Internals,
  trained: Trained,
  shape: NetworkShape,
  row: CodedTable,
  draws: number,
  rng: Rng,
): Promise<Float32Array[]> {
  const passes = emptyPasses(shape, draws);
  const use = { sees: () => true, weight: () => 0, given: () => true };
  const writer = new RowWriter(shape, passes, row);
  for (let slot = 0; slot < shape.members * draws; slot++) writer.write(slot, 0, use);
  for (let k = 0; k < passes.noise.length; k++) passes.noise[k] = rng.normal();
  const width = shape.code.domains[0]!.outputWidth;
  const out = await run((tf) => {
    const network = networkOf({ tf, form }, shape, trained.weights);
    const tensors = passTensors(tf, shape, passes);
    const z = drawLatent(tf, posteriorOf(network, tensors), tensors.noise);
    const outputs = decode(network, 0, z, tensors.context);
    return columns(tf, outputs, [width])[0]!.dataSync<'float32'>().slice();
  });
  return Array.from({ length: draws * shape.members }, (_, k) => {
    const slot = (k % shape.members) * draws + Math.floor(k / shape.members);
    return out.slice(slot * width, (slot + 1) * width);
  });
}
