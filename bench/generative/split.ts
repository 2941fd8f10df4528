import { fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { SystemClock } from '../../core/clock.js';
import type { Backend } from '../../planner/generative/engine/engine.js';
import { openEngine } from '../../planner/generative/engine/engine.js';
import type { Predicted } from './cross-validate.js';
import { predictFold } from './cross-validate.js';
import { DATASETS } from './datasets/all.js';
import { foldsOf } from '../../planner/experts/group-folds.js';

export const FOLDS = 5;

export interface Split {
  readonly engine: string;
  /** By set of inputs. */
  readonly predictions: readonly Predicted[][];
}

/** All folds of one split of a data set, in a process of its own. */
export function runSplit(name: string, data: string, split: number, backend: string): Promise<Split> {
  return new Promise((resolve, reject) => {
    const child = fork(fileURLToPath(import.meta.url), ['--split', name, data, String(split), backend]);
    child.once('message', (message) => {
      resolve(message as Split);
    });
    child.once('error', reject);
    child.once('exit', (code) => {
      reject(new Error(`${name}, split ${split} ended with code ${String(code)} before it answered`));
    });
  });
}

async function predictSplit(
  name: string,
  data: string,
  split: number,
  backend: Backend | 'auto',
): Promise<Split> {
  const dataset = DATASETS[name]!(data);
  const engine = await openEngine({ backend, clock: new SystemClock() });
  const predictions: Predicted[][] = dataset.inputs.map(() => []);
  for (const [fold, held] of foldsOf(dataset.table.groups, FOLDS, `split ${split}`).entries()) {
    const predicted = await predictFold(engine, dataset, held, `${split}/${fold}`);
    predicted.forEach((own, k) => predictions[k]!.push(...own));
    console.error(`${name}, split ${split}, fold ${fold}`);
  }
  return { engine: `${engine.backend} (TensorFlow.js ${engine.version})`, predictions };
}

if (process.argv[2] === '--split') {
  const [name, data, split, backend] = process.argv.slice(3);
  const answer = await predictSplit(name!, data!, Number(split), backend as Backend);
  process.send?.(answer, () => process.exit(0));
}
