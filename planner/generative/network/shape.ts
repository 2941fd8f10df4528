import type { Code, DomainCode } from '../data/code.js';

export interface NetworkSize {
  readonly members: number;
  readonly hidden: number;
  readonly latent: number;
}

/** One array of weights: `[members, ...]`, row-major, at `offset` of the flat array of all weights. */
export interface WeightShape {
  readonly name: string;
  readonly shape: readonly [members: number, rows: number, columns: number];
  readonly offset: number;
}

/** Everything about the networks that does not change in training. */
export interface NetworkShape extends NetworkSize {
  readonly code: Code;
  /** 0 when there is one source: then nothing can be learned of it. */
  readonly sourceWidth: number;
  /** Quantities of all targets together; the recipe's decoder sees twice as many inputs: values and which are given. */
  readonly targetWidth: number;
  readonly weights: readonly WeightShape[];
  /** Of the flat array. */
  readonly weightCount: number;
}

/** An encoder and a decoder for each domain, each with one hidden layer. */
export function networkShape(code: Code, size: NetworkSize): NetworkShape {
  const sources = code.schema.sources.length;
  const sourceWidth = sources > 1 ? sources : 0;
  const targets = code.domains.filter(({ role }) => role === 'target');
  const targetWidth = targets.reduce((sum, { valueWidth }) => sum + valueWidth, 0);
  const sized = code.domains.flatMap((domain) => {
    const condition = domain.kind === 'recipe' ? 2 * targetWidth : 0;
    return [
      ...layers(`encode.${domain.name}`, encoderWidth(domain) + sourceWidth, size, 2 * size.latent),
      ...layers(`decode.${domain.name}`, size.latent + sourceWidth + condition, size, domain.outputWidth),
    ];
  });
  let offset = 0;
  const weights = sized.map((weight): WeightShape => {
    const placed = { ...weight, offset };
    offset += weight.shape.reduce((product, n) => product * n, 1);
    return placed;
  });
  return { ...size, code, sourceWidth, targetWidth, weights, weightCount: offset };
}

/** Values and which of them are seen; a recipe is seen whole or not at all. */
export function encoderWidth({ kind, valueWidth }: DomainCode): number {
  return kind === 'recipe' ? valueWidth : 2 * valueWidth;
}

function layers(
  name: string,
  inputs: number,
  { members, hidden }: NetworkSize,
  outputs: number,
): Omit<WeightShape, 'offset'>[] {
  return [
    { name: `${name}.hidden`, shape: [members, inputs, hidden] },
    { name: `${name}.hiddenBias`, shape: [members, 1, hidden] },
    { name: `${name}.out`, shape: [members, hidden, outputs] },
    { name: `${name}.outBias`, shape: [members, 1, outputs] },
  ];
}
