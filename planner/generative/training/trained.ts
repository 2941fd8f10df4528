import type { Code } from '../data/code.js';
import { codeOf } from '../data/code.js';
import type { Schema } from '../data/domain.js';
import type { Scaling } from '../data/scaling.js';
import { PlannerError } from '../../planner-error.js';
import type { NetworkShape } from '../network/shape.js';
import { networkShape } from '../network/shape.js';
import type { Calibration } from './calibration.js';
import { packContents, unpackContents } from './container.js';
import type { TrainingSettings } from './settings.js';

/** Everything that a trained model is, in plain arrays. */
export interface Trained {
  readonly schema: Schema;
  readonly settings: TrainingSettings;
  readonly seed: string;
  readonly dataHash: string;
  readonly scaling: Scaling;
  readonly weights: Float32Array;
  readonly calibration: Calibration;
  /** Sorted novelty scores of the recipes that were learned from. */
  readonly knownNovelty: Float32Array;
}

export function shapeOf({ schema, settings }: Pick<Trained, 'schema' | 'settings'>): NetworkShape {
  const code: Code = codeOf(schema);
  return networkShape(code, settings);
}

export function packTrained({ weights, knownNovelty, ...header }: Trained): Uint8Array {
  return packContents({ header: { kind: 'model', ...header }, arrays: { weights, knownNovelty } });
}

/**
 * @throws PlannerError `bad-request` for damaged bytes, bytes of a training that is not finished, and a model of other
 * data when `dataHash` is given.
 */
export function unpackTrained(bytes: Uint8Array, dataHash?: string): Trained {
  const { header, arrays } = unpackContents(bytes);
  const trained = { ...header, ...arrays } as unknown as Trained & { kind: string };
  assertKind(trained.kind, 'model');
  assertData(trained.dataHash, dataHash);
  return trained;
}

export function assertKind(got: string, expected: 'model' | 'training'): void {
  if (got === expected) return;
  throw new PlannerError('bad-request', `expected a stored ${expected}, got a stored ${got}`);
}

export function assertData(got: string, expected: string | undefined): void {
  if (expected === undefined || got === expected) return;
  throw new PlannerError(
    'bad-request',
    `the stored model was trained on data ${got.slice(0, 12)}, the data now are ${expected.slice(0, 12)}: train again, starting warm from it`,
    { stored: got, current: expected },
  );
}
