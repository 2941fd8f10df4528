import { fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { SystemClock } from '../../core/clock.js';
import type { Backend } from '../../planner/generative/engine/engine.js';
import { openEngine } from '../../planner/generative/engine/engine.js';
import type { Inputs, Predicted } from './cross-validate.js';
import { foldsOf, INPUTS, predictFold } from './cross-validate.js';
import { readCells } from './cui.js';

export const FOLDS = 10;

export interface Split {
  readonly engine: string;
  readonly predictions: Record<Inputs, Predicted[]>;
}

/** All folds of one split of the cells, in a process of its own. */
export function runSplit(data: string, split: number, backend: string): Promise<Split> {
  return new Promise((resolve, reject) => {
    const child = fork(fileURLToPath(import.meta.url), ['--split', String(split), data, backend]);
    child.once('message', (message) => {
      resolve(message as Split);
    });
    child.once('error', reject);
    child.once('exit', (code) => {
      reject(new Error(`split ${split} ended with code ${String(code)} before it answered`));
    });
  });
}

async function predictSplit(split: number, data: string, backend: Backend | 'auto'): Promise<Split> {
  const cells = readCells(data);
  const engine = await openEngine({ backend, clock: new SystemClock() });
  const predictions: Record<Inputs, Predicted[]> = { recipe: [], 'recipe + formation': [] };
  for (const [fold, held] of foldsOf(cells, FOLDS, `repeat ${split}`).entries()) {
    const predicted = await predictFold(engine, cells, held, `${split}/${fold}`, {});
    for (const inputs of INPUTS) predictions[inputs].push(...predicted[inputs]);
    console.error(`split ${split}, fold ${fold}`);
  }
  return { engine: `${engine.backend} (TensorFlow.js ${engine.version})`, predictions };
}

if (process.argv[2] === '--split') {
  const [split, data, backend] = process.argv.slice(3);
  process.send?.(await predictSplit(Number(split), data!, backend as Backend), () => process.exit(0));
}
