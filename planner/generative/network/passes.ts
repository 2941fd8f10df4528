import type { Tensor, Tf } from '../engine/tensorflow.js';
import type { NetworkShape } from './shape.js';

/**
 * Rows to go through the networks, as plain arrays, row-major. A row says for each domain what the encoder sees and how much
 * each value that is decoded counts. D domains, M members, R rows.
 */
export interface Passes {
  readonly rows: number;
  /** `[D, M, R, seenWidth + sourceWidth]`: what the encoders see, and the source one-hot. */
  readonly inputs: Float32Array;
  /** `[D, M, R]`: 1 where the domain was seen. */
  readonly seen: Float32Array;
  /** `[M, R, dataWidth]` and `[M, R]`: what is decoded of recipes, and its weight. */
  readonly recipes: Float32Array;
  readonly recipeCounts: Float32Array;
  /** `[D, M, R, valueWidth]`: what is decoded of the other domains. */
  readonly values: Float32Array;
  /** The same shape: weight of each quantity that is a number; and of each that is a chance. */
  readonly numberCounts: Float32Array;
  readonly chanceCounts: Float32Array;
  /** `[M, R, sourceWidth + 2 targetWidth]`: the source, targets given to the recipe's decoder, and which they are. */
  readonly context: Float32Array;
  /** `[M, R, latent]`, standard normal. */
  readonly noise: Float32Array;
}

/** The same as tensors of three dimensions: domains and members share the first. */
export interface PassTensors {
  readonly inputs: Tensor;
  readonly seen: Tensor;
  readonly recipes: Tensor;
  readonly recipeCounts: Tensor;
  readonly values: Tensor;
  readonly numberCounts: Tensor;
  readonly chanceCounts: Tensor;
  /** None where there is one source and no target. */
  readonly context: Tensor[];
  readonly noise: Tensor;
}

/** All zero: nothing seen, nothing decoded. */
export function emptyPasses(shape: NetworkShape, rows: number): Passes {
  const { domains } = shape.code;
  const { seenWidth, valueWidth } = shape.stacks;
  const ofMembers = (width: number): Float32Array => new Float32Array(shape.members * rows * width);
  const ofAll = (width: number): Float32Array => ofMembers(domains.length * width);
  return {
    rows,
    inputs: ofAll(seenWidth + shape.sourceWidth),
    seen: ofAll(1),
    recipes: ofMembers(domains[0]!.dataWidth),
    recipeCounts: ofMembers(1),
    values: ofAll(valueWidth),
    numberCounts: ofAll(valueWidth),
    chanceCounts: ofAll(valueWidth),
    context: ofMembers(shape.sourceWidth + 2 * shape.targetWidth),
    noise: ofMembers(shape.latent),
  };
}

export function passTensors(tf: Tf, { members, code }: NetworkShape, passes: Passes): PassTensors {
  const { rows } = passes;
  const tensor = (values: Float32Array, networks: number): Tensor =>
    tf.tensor(values, [networks, rows, values.length / (networks * rows)]);
  const ofMembers = (values: Float32Array): Tensor => tensor(values, members);
  const ofAll = (values: Float32Array): Tensor => tensor(values, code.domains.length * members);
  return {
    inputs: ofAll(passes.inputs),
    seen: ofAll(passes.seen),
    recipes: ofMembers(passes.recipes),
    recipeCounts: ofMembers(passes.recipeCounts),
    values: ofAll(passes.values),
    numberCounts: ofAll(passes.numberCounts),
    chanceCounts: ofAll(passes.chanceCounts),
    context: passes.context.length === 0 ? [] : [ofMembers(passes.context)],
    noise: ofMembers(passes.noise),
  };
}
