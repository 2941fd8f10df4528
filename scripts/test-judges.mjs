// Holds our numbers against other people's tools: for each pair test/judges/<name>.ts and .py, the first writes what we
// found, the second finds it again in Python. JUDGES_VENV names a virtual environment to be used again.
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { root } from './setup.mjs';

const judges = join(root, 'test', 'judges');
const folder = mkdtempSync(join(tmpdir(), 'judges-'));
const run = (command, args, quiet = false) =>
  spawnSync(command, args, { cwd: root, stdio: quiet ? ['ignore', 'ignore', 'inherit'] : 'inherit' })
    .status ?? 1;

function environment() {
  const venv = process.env.JUDGES_VENV ?? join(folder, 'venv');
  const python = join(venv, process.platform === 'win32' ? 'Scripts' : 'bin', 'python');
  if (!existsSync(python) && run('python3', ['-m', 'venv', venv], true) !== 0) return undefined;
  const requirements = join(judges, 'requirements.txt');
  const install = ['-m', 'pip', 'install', '--quiet', '--disable-pip-version-check', '-r', requirements];
  return run(python, install) === 0 ? python : undefined;
}

function judge(python, name) {
  console.log(`\n== ${name}`);
  const facts = join(folder, `${name}.json`);
  const tsx = join(root, 'node_modules', 'tsx', 'dist', 'cli.mjs');
  const written = run(process.execPath, [tsx, join(judges, `${name}.ts`), facts]);
  return written === 0 && run(python, [join(judges, `${name}.py`), facts]) === 0;
}

function main() {
  const python = environment();
  if (!python) {
    console.log(
      'skipped: the judges need python3 with venv and pip, and PyPI or the packages of test/judges/requirements.txt',
    );
    return process.env.CI === 'true' ? 1 : 0;
  }
  const files = readdirSync(judges);
  const names = files.filter((file) => file.endsWith('.py')).map((file) => file.slice(0, -3));
  const failed = names.filter((name) => !judge(python, name));
  console.log(failed.length === 0 ? `\n${names.length} judges agree` : `\ndisagree: ${failed.join(', ')}`);
  return failed.length === 0 ? 0 : 1;
}

try {
  process.exitCode = main();
} finally {
  rmSync(folder, { recursive: true, force: true });
}
