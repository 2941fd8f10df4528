/** One simulated cell as a process of its own: a task as JSON on standard input, one JSON object a line on the output. */
import { text } from 'node:stream/consumers';
import { cellTaskSchema, type CellLine } from '../../config/cell-task.js';
import { fullRun } from './full-run.js';
import { publishedRun } from './published-run.js';

try {
  const task = cellTaskSchema.parse(JSON.parse(await text(process.stdin)));
  const lines: Iterable<CellLine> = task.mode === 'full' ? fullRun(task) : publishedRun(task);
  for (const line of lines) {
    if (!process.stdout.write(`${JSON.stringify(line)}\n`)) {
      await new Promise((resolve) => process.stdout.once('drain', resolve));
    }
  }
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
}
