import type { Code } from '../data/code.js';
import type { Half, NetworkSize, Part, WeightShape } from './shape.js';
import { encoderWidth } from './shape.js';

/**
 * The weights of one part of all encoders or decoders: `[domains x members, rows, columns]`, zero where a domain has fewer
 * inputs or outputs than the widest.
 */
export interface StackShape {
  readonly half: Half;
  readonly part: Part;
  readonly shape: readonly [networks: number, rows: number, columns: number];
  /** In an array of all stacks. */
  readonly offset: number;
}

/**
 * How the networks of all domains and members become a few large ones: a step then takes hundreds of small operations less,
 * each of which costs a native library some 30 microseconds whatever its size. Networks lie domain by domain.
 */
export interface Stacks {
  /** Values that a domain shows, and which of them are seen; the source follows. */
  readonly seenWidth: number;
  /** Quantities of a measured domain: means in so many columns of the output, raw log variances in as many after them. */
  readonly valueWidth: number;
  readonly outputWidth: number;
  readonly shapes: readonly StackShape[];
  readonly size: number;
  /** Where each weight lies in an array of all stacks. */
  readonly places: Int32Array;
}

const PARTS = ['hidden', 'hiddenBias', 'out', 'outBias'] as const;

export function stacksOf(
  code: Code,
  { members, hidden, latent }: NetworkSize,
  { sourceWidth, targetWidth }: { sourceWidth: number; targetWidth: number },
  weights: readonly WeightShape[],
): Stacks {
  const { domains } = code;
  const seenWidth = Math.max(...domains.map(encoderWidth));
  const valueWidth = Math.max(1, ...domains.slice(1).map(({ dataWidth }) => dataWidth));
  const outputWidth = Math.max(domains[0]!.outputWidth, 2 * valueWidth);
  const inputs = { encode: seenWidth + sourceWidth, decode: latent + sourceWidth + 2 * targetWidth };
  const outputs = { encode: 2 * latent, decode: outputWidth };
  const networks = domains.length * members;
  let size = 0;
  const shapes = (['encode', 'decode'] as const).flatMap((half) => {
    const sizes = [
      [inputs[half], hidden],
      [1, hidden],
      [hidden, outputs[half]],
      [1, outputs[half]],
    ] as const;
    return PARTS.map((part, k): StackShape => {
      const [rows, columns] = sizes[k]!;
      const offset = size;
      size += networks * rows * columns;
      return { half, part, shape: [networks, rows, columns], offset };
    });
  });
  const widths = { seenWidth, valueWidth, outputWidth };
  return { ...widths, shapes, size, places: placesOf(code, members, widths, shapes, weights) };
}

type Widths = Pick<Stacks, 'seenWidth' | 'valueWidth'>;

function placesOf(
  code: Code,
  members: number,
  widths: Widths,
  shapes: readonly StackShape[],
  weights: readonly WeightShape[],
): Int32Array {
  const { shape: last, offset } = weights.at(-1)!;
  const places = new Int32Array(offset + last[0] * last[1] * last[2]);
  for (const weight of weights) {
    const stack = shapes.find(({ half, part }) => half === weight.half && part === weight.part)!;
    const [, rows, columns] = stack.shape;
    const [, ownRows, ownColumns] = weight.shape;
    const columnAt = Array.from({ length: ownColumns }, (_, column) =>
      columnOf(code, widths, weight, column),
    );
    let next = weight.offset;
    for (let r = 0; r < members * ownRows; r++) {
      const network = weight.domain * members + Math.floor(r / ownRows);
      const first = stack.offset + (network * rows + rowOf(code, widths, weight, r % ownRows)) * columns;
      for (const column of columnAt) places[next++] = first + column;
    }
  }
  return places;
}

/** The source comes after the values of the widest domain. */
function rowOf(code: Code, { seenWidth }: Widths, { half, part, domain }: WeightShape, row: number): number {
  if (half !== 'encode' || part !== 'hidden') return row;
  const own = encoderWidth(code.domains[domain]!);
  return row < own ? row : seenWidth + row - own;
}

/** Log variances come after the means of the widest measured domain. */
function columnOf(
  code: Code,
  { valueWidth }: Widths,
  { half, part, domain }: WeightShape,
  column: number,
): number {
  const { kind, dataWidth } = code.domains[domain]!;
  const isOutput = half === 'decode' && (part === 'out' || part === 'outBias');
  if (!isOutput || kind !== 'gaussian' || column < dataWidth) return column;
  return valueWidth + column - dataWidth;
}
