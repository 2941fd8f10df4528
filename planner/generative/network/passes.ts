import type { Tensor, Tf } from '../engine/tensorflow.js';
import type { NetworkShape } from './shape.js';
import { encoderWidth } from './shape.js';

/**
 * Rows to go through the networks, as plain arrays `[members, rows, width]`. A row says for each domain what the encoder
 * sees and how much each value that is decoded counts.
 */
export interface Passes {
  readonly rows: number;
  /** By domain: encoder inputs. */
  readonly inputs: readonly Float32Array[];
  /** By domain, width 1: 1 where the domain was seen. */
  readonly seen: readonly Float32Array[];
  /** By domain: what is decoded. */
  readonly data: readonly Float32Array[];
  /** By domain: weight of each quantity; width 1 for the recipe. */
  readonly counts: readonly Float32Array[];
  /** Targets given to the recipe's decoder and which they are, width `2 targetWidth`. */
  readonly condition: Float32Array;
  /** One-hot. */
  readonly source: Float32Array;
  /** Standard normal, width `latent`. */
  readonly noise: Float32Array;
}

/** The same as tensors. */
export interface PassTensors {
  readonly inputs: readonly Tensor[];
  readonly seen: readonly Tensor[];
  readonly data: readonly Tensor[];
  readonly counts: readonly Tensor[];
  readonly condition: Tensor[];
  readonly source: Tensor[];
  readonly noise: Tensor;
}

/** All zero: nothing seen, nothing decoded. */
export function emptyPasses(shape: NetworkShape, rows: number): Passes {
  const { domains } = shape.code;
  const zeros = (width: number): Float32Array => new Float32Array(shape.members * rows * width);
  return {
    rows,
    inputs: domains.map((domain) => zeros(encoderWidth(domain))),
    seen: domains.map(() => zeros(1)),
    data: domains.map(({ dataWidth }) => zeros(dataWidth)),
    counts: domains.map(({ kind, dataWidth }) => zeros(kind === 'recipe' ? 1 : dataWidth)),
    condition: zeros(2 * shape.targetWidth),
    source: zeros(shape.sourceWidth),
    noise: zeros(shape.latent),
  };
}

export function passTensors(tf: Tf, { members }: NetworkShape, passes: Passes): PassTensors {
  const { rows } = passes;
  const tensor = (values: Float32Array): Tensor =>
    tf.tensor(values, [members, rows, values.length / (members * rows)]);
  const optional = (values: Float32Array): Tensor[] => (values.length === 0 ? [] : [tensor(values)]);
  return {
    inputs: passes.inputs.map(tensor),
    seen: passes.seen.map(tensor),
    data: passes.data.map(tensor),
    counts: passes.counts.map(tensor),
    condition: optional(passes.condition),
    source: optional(passes.source),
    noise: tensor(passes.noise),
  };
}
