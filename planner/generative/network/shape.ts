import type { Code, DomainCode } from '../data/code.js';
import type { Stacks } from './stacks.js';
import { stacksOf } from './stacks.js';

export interface NetworkSize {
  readonly members: number;
  readonly hidden: number;
  readonly latent: number;
}

/** Every domain has a network of each. */
export type Half = 'encode' | 'decode';
/** Two layers. */
export type Part = 'hidden' | 'hiddenBias' | 'out' | 'outBias';

/** One array of weights: `[members, ...]`, row-major, at `offset` of the flat array of all weights. */
export interface WeightShape {
  readonly half: Half;
  readonly part: Part;
  /** Index. */
  readonly domain: number;
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
  readonly stacks: Stacks;
}

/** An encoder and a decoder for each domain, each with one hidden layer. */
export function networkShape(code: Code, size: NetworkSize): NetworkShape {
  const sources = code.schema.sources.length;
  const sourceWidth = sources > 1 ? sources : 0;
  const targets = code.domains.filter(({ role }) => role === 'target');
  const targetWidth = targets.reduce((sum, { valueWidth }) => sum + valueWidth, 0);
  const sized = code.domains.flatMap((domain, d) => {
    const condition = domain.kind === 'recipe' ? 2 * targetWidth : 0;
    const [seen, state] = [encoderWidth(domain) + sourceWidth, size.latent + sourceWidth + condition];
    return [
      ...layers({ half: 'encode', domain: d }, seen, size, 2 * size.latent),
      ...layers({ half: 'decode', domain: d }, state, size, domain.outputWidth),
    ];
  });
  let offset = 0;
  const weights = sized.map((weight): WeightShape => {
    const placed = { ...weight, offset };
    offset += weight.shape.reduce((product, n) => product * n, 1);
    return placed;
  });
  const widths = { sourceWidth, targetWidth };
  return {
    ...size,
    code,
    ...widths,
    weights,
    weightCount: offset,
    stacks: stacksOf(code, size, widths, weights),
  };
}

/** Values and which of them are seen; a recipe is seen whole or not at all. */
export function encoderWidth({ kind, valueWidth }: DomainCode): number {
  return kind === 'recipe' ? valueWidth : 2 * valueWidth;
}

function layers(
  which: Pick<WeightShape, 'half' | 'domain'>,
  inputs: number,
  { members, hidden }: NetworkSize,
  outputs: number,
): Omit<WeightShape, 'offset'>[] {
  return [
    { ...which, part: 'hidden', shape: [members, inputs, hidden] },
    { ...which, part: 'hiddenBias', shape: [members, 1, hidden] },
    { ...which, part: 'out', shape: [members, hidden, outputs] },
    { ...which, part: 'outBias', shape: [members, 1, outputs] },
  ];
}
