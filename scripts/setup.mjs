// Makes a clone ready: installs dependencies when they are missing or changed, builds when the sources changed.
import { createHash } from 'node:crypto';
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = dirname(dirname(fileURLToPath(import.meta.url)));
const sources = [
  'core',
  'config',
  'drivers',
  'planner',
  'simulators',
  'agent',
  'dashboard',
  'tsconfig.json',
  'tsconfig.build.json',
  'package.json',
  'scripts/bundle.mjs',
];
const installStamp = join(root, 'node_modules', '.interphase');
const buildStamp = join(root, 'dist', '.interphase');
const buildLock = join(root, 'node_modules', '.interphase-building');
const BUILD_LIMIT_MS = 300_000;

/** Leaves the clone installed and built. Exits with the tool's own code when that fails. */
export function setUp() {
  const major = Number(process.versions.node.split('.')[0]);
  if (major < 20)
    fail(`Node ${process.versions.node} is too old: expected 20.19 or newer (https://nodejs.org).`, 2);
  const wanted = hashOfDependencies();
  if (read(installStamp) !== wanted) {
    say('Installing dependencies (once, about two minutes) ...');
    run(process.platform === 'win32' ? 'npm.cmd' : 'npm', [
      'install',
      '--no-audit',
      '--no-fund',
      '--loglevel=error',
    ]);
    writeFileSync(installStamp, wanted);
  }
  const built = hash(sources);
  if (read(buildStamp) !== built) alone(() => read(buildStamp) === built || build(built));
}

function build(stamp) {
  say('Building ...');
  run(process.execPath, [join(root, 'node_modules', '@nestjs', 'cli', 'bin', 'nest.js'), 'build']);
  run(process.execPath, [join(root, 'scripts', 'bundle.mjs')]);
  const page = join(root, 'dashboard', 'vite.config.ts');
  run(process.execPath, [join(root, 'node_modules', 'vite', 'bin', 'vite.js'), 'build', '--config', page]);
  mkdirSync(dirname(buildStamp), { recursive: true });
  writeFileSync(buildStamp, stamp);
}

/** Does it while no other process does: two that start together would build into each other's files. */
function alone(work) {
  const ends = Date.now() + BUILD_LIMIT_MS;
  while (!lock()) {
    if (Date.now() > ends)
      fail(`Process ${read(buildLock)} has been building for long. End it and start again.`, 1);
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 100);
  }
  process.once('exit', unlock);
  work();
  process.off('exit', unlock);
  unlock();
}

function lock() {
  try {
    writeFileSync(buildLock, String(process.pid), { flag: 'wx' });
    return true;
  } catch (error) {
    if (error.code !== 'EEXIST') throw error;
    const holder = read(buildLock);
    if (holder !== '' && !isAlive(Number(holder))) unlock();
    return false;
  }
}

/** Whoever was killed as it built leaves its lock behind. */
function isAlive(pid) {
  try {
    return process.kill(pid, 0);
  } catch (error) {
    return error.code === 'EPERM';
  }
}

function unlock() {
  rmSync(buildLock, { recursive: true, force: true });
}

function run(command, args) {
  const { status, error } = spawnSync(command, args, { cwd: root, stdio: ['ignore', 2, 2] });
  if (status !== 0)
    fail(
      `"${command} ${args.join(' ')}" failed${error ? `: ${error.message}` : ''}. Mend what it printed and start again.`,
      status ?? 1,
    );
}

function hashOfDependencies() {
  const { dependencies, optionalDependencies, devDependencies, overrides } = JSON.parse(
    read(join(root, 'package.json')),
  );
  const all = JSON.stringify({ dependencies, optionalDependencies, devDependencies, overrides });
  return createHash('sha256').update(all).digest('hex');
}

function hash(names) {
  const digest = createHash('sha256');
  for (const name of names) add(digest, join(root, name));
  return digest.digest('hex');
}

function add(digest, path) {
  if (!existsSync(path)) return;
  if (statSync(path).isDirectory()) {
    for (const entry of readdirSync(path).sort()) add(digest, join(path, entry));
  } else {
    digest.update(path.slice(root.length)).update(readFileSync(path));
  }
}

function read(path) {
  return existsSync(path) ? readFileSync(path, 'utf8') : '';
}

function say(text) {
  process.stderr.write(`${text}\n`);
}

function fail(text, code) {
  say(text);
  process.exit(code);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) setUp();
