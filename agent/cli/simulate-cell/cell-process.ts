/** The process that simulates one cell, and what it says. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import type { CellLine, CellTask } from '../../../config/cell-task.js';

const script = fileURLToPath(new URL('../../../simulators/cell/main.js', import.meta.url));

/** @throws {Error} with the process's own words when it cannot carry the task out */
export async function* simulatedCell(task: CellTask): AsyncGenerator<CellLine, void, void> {
  const child = spawn(process.execPath, [script], { stdio: ['pipe', 'pipe', 'pipe'] });
  const complaint = text(child.stderr);
  const ended = once(child, 'close');
  child.stdin.end(JSON.stringify(task));
  try {
    for await (const line of createInterface({ input: child.stdout })) yield JSON.parse(line) as CellLine;
  } finally {
    // Whoever stops listening has no more use for the process; one that has said all is left to end by itself.
    if (!child.stdout.readableEnded) child.kill();
  }
  await ended;
  if (child.exitCode !== 0) throw new Error(`the cell could not be simulated: ${(await complaint).trim()}`);
}
