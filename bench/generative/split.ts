import { fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { SystemClock } from '../../core/clock.js';
import type { Backend } from '../../planner/generative/engine/engine.js';
import { openEngine } from '../../planner/generative/engine/engine.js';
import type { Predicted } from './cross-validate.js';
import { predictFold } from './cross-validate.js';
import { DATASETS } from './datasets/all.js';
import { foldsOf } from '../../planner/experts/group-folds.js';

export interface Split {
  readonly engine: string;
  /** By set of inputs. */
  readonly predictions: readonly Predicted[][];
}

/** Which split of a data set, into how many folds of whole groups. */
export interface Splitting {
  readonly name: string;
  /** Folder of the data sets. */
  readonly data: string;
  readonly split: number;
  readonly folds: number;
  readonly backend: string;
}

/** All folds of one split, in a process of its own. */
export function runSplit(splitting: Splitting): Promise<Split> {
  const { name, split } = splitting;
  return new Promise((resolve, reject) => {
    const child = fork(fileURLToPath(import.meta.url), ['--split', JSON.stringify(splitting)]);
    child.once('message', (message) => {
      resolve(message as Split);
    });
    child.once('error', reject);
    child.once('exit', (code) => {
      reject(new Error(`${name}, split ${split} ended with code ${String(code)} before it answered`));
    });
  });
}

async function predictSplit({ name, data, split, folds, backend }: Splitting): Promise<Split> {
  const dataset = DATASETS[name]!(data);
  const engine = await openEngine({ backend: backend as Backend | 'auto', clock: new SystemClock() });
  const predictions: Predicted[][] = dataset.inputs.map(() => []);
  for (const [fold, held] of foldsOf(dataset.table.groups, folds, `split ${split}`).entries()) {
    const predicted = await predictFold(engine, dataset, held, `${split}/${fold}`);
    predicted.forEach((own, k) => predictions[k]!.push(...own));
    console.error(`${name}, split ${split}, fold ${fold}`);
  }
  return { engine: `${engine.backend} (TensorFlow.js ${engine.version})`, predictions };
}

if (process.argv[2] === '--split') {
  const answer = await predictSplit(JSON.parse(process.argv[3]!) as Splitting);
  process.send?.(answer, () => process.exit(0));
}
