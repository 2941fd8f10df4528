/** The built command line as a process of its own, without looking whether it must be built first. */
import { execFile, spawn } from 'node:child_process';
import { text } from 'node:stream/consumers';

const MAIN = new URL('../../../dist/agent/cli/main.js', import.meta.url).href;
const SCRIPT = `const { main } = await import(${JSON.stringify(MAIN)}); await main(process.argv.slice(1));`;

export interface Ended {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

export function interphase(...args: readonly string[]): Promise<Ended> {
  return interphaseReading('', ...args);
}

/** With `input` in its pipe. */
export function interphaseReading(input: string, ...args: readonly string[]): Promise<Ended> {
  return new Promise((resolve) => {
    const child = execFile(
      process.execPath,
      ['--input-type=module', '--eval', SCRIPT, '--', ...args],
      (_error, stdout, stderr) => {
        resolve({ code: child.exitCode, stdout, stderr });
      },
    );
    child.stdin?.end(input);
  });
}

/** With its output going to an open file. */
export async function interphaseInto(file: number, ...args: readonly string[]): Promise<Ended> {
  const child = spawn(process.execPath, ['--input-type=module', '--eval', SCRIPT, '--', ...args], {
    stdio: ['ignore', file, 'pipe'],
  });
  const ended = new Promise<number | null>((resolve) => child.once('exit', resolve));
  const stderr = await text(child.stderr!);
  return { code: await ended, stdout: '', stderr };
}
