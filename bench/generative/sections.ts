import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { cpus, loadavg, totalmem } from 'node:os';
import { basename, dirname } from 'node:path';
import { SystemClock } from '../../core/clock.js';

const TITLE = `# Generative model benchmark

Each section says itself when and how it came about.
`;

/** Puts one section into a report and leaves the others as they are: each says itself when and how it came about. */
export function writeSection(file: string, title: string, body: string): void {
  const before = existsSync(file) ? readFileSync(file, 'utf8') : TITLE;
  const [head, ...sections] = before.split(/^(?=## )/m);
  const text = `## ${title}\n\n${provenance()}\n\n${body}\n\n`;
  const at = sections.findIndex((one) => one.startsWith(`## ${title}\n`));
  if (at < 0) sections.push(text);
  else sections[at] = text;
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, `${[head!.trimEnd() + '\n\n', ...sections].join('').trimEnd()}\n`);
  console.log(text);
}

/** Date, machine and command of this run. */
function provenance(): string {
  const date = new Date(new SystemClock().now()).toISOString().slice(0, 10);
  const [core] = cpus();
  const machine = `${cpus().length} cores (${core?.model ?? 'unknown'}), ${(totalmem() / 2 ** 30).toFixed(0)} GiB, load ${loadavg()[2]!.toFixed(1)}`;
  const command = [
    'npx tsx',
    `bench/generative/${basename(process.argv[1]!)}`,
    ...process.argv.slice(2),
  ].join(' ');
  return `${date}; ${machine}, Node.js ${process.version}; \`${command}\`.`;
}
