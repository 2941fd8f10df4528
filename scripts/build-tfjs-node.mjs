// Builds the native backend of the generative model where the vendor's storage cannot be reached: compiles the addon of
// @tensorflow/tfjs-node from its own sources against the library in a TensorFlow wheel. Linux on x86-64 only.
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, renameSync, rmSync } from 'node:fs';
import { homedir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { root } from './setup.mjs';

const WHEEL = 'tensorflow-cpu==2.15.1';
const HELP = `npm run build:tfjs-node -- [--wheel FILE] [--cache FOLDER] [--headers FOLDER]
  --wheel    a wheel of ${WHEEL} for manylinux x86-64 that is already here (default: pip downloads it, 207 MB)
  --cache    where the library is kept, 430 MB; it must stay (default ~/.cache/interphase/${WHEEL.replace('==', '-')})
  --headers  folder of node_api.h (default: beside this Node, or /usr/include/node)`;

const { values: options } = parseArgs({
  options: {
    wheel: { type: 'string' },
    cache: { type: 'string' },
    headers: { type: 'string' },
    help: { type: 'boolean', default: false },
  },
});
const cache = resolve(
  options.cache ??
    join(process.env.XDG_CACHE_HOME ?? join(homedir(), '.cache'), 'interphase', WHEEL.replace('==', '-')),
);
const packageFolder = join(root, 'node_modules', '@tensorflow', 'tfjs-node');
const library = join(cache, 'tensorflow');
const SHARED = ['libtensorflow_cc.so.2', 'libtensorflow_framework.so.2'];

if (options.help) console.log(HELP);
else build();

function build() {
  if (process.platform !== 'linux' || process.arch !== 'x64')
    fail(`expected Linux on x64, got ${process.platform} on ${process.arch}: the wasm backend serves here`);
  need('g++', 'a C++ compiler (Debian: apt-get install g++)');
  need('python3', 'Python 3, which unpacks the wheel');
  const headers = nodeHeaders();
  bringSources();
  if (SHARED.some((name) => !existsSync(join(library, name)))) unpack(options.wheel ?? download());
  compile(headers);
  prove();
}

function need(command, what) {
  if (spawnSync(command, ['--version']).error) fail(`${command} was not found on the path: install ${what}`);
}

function nodeHeaders() {
  const beside = join(dirname(dirname(process.execPath)), 'include', 'node');
  const folders = options.headers ? [resolve(options.headers)] : [beside, '/usr/include/node'];
  const found = folders.find((folder) => existsSync(join(folder, 'node_api.h')));
  if (!found)
    fail(
      `node_api.h was not found in ${folders.join(' or ')}: name its folder with --headers (Debian: apt-get install libnode-dev; or the tarball of nodejs.org)`,
    );
  return found;
}

/** npm removes an optional package whose own install script failed; without scripts it stays. */
function bringSources() {
  if (existsSync(join(packageFolder, 'binding'))) return;
  run('npm', ['install', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error']);
  if (!existsSync(join(packageFolder, 'binding')))
    fail(`the sources of the addon are not in ${packageFolder}: is @tensorflow/tfjs-node in package.json?`);
}

function download() {
  const folder = join(cache, 'wheel');
  mkdirSync(folder, { recursive: true });
  const platforms = ['manylinux2014_x86_64', 'manylinux_2_17_x86_64'].flatMap((name) => ['--platform', name]);
  run('python3', [
    ...['-m', 'pip', 'download', '--no-deps', '--only-binary=:all:', '--python-version', '311'],
    ...['--implementation', 'cp', ...platforms, WHEEL, '--dest', folder],
  ]);
  return join(
    folder,
    readdirSync(folder).find((name) => name.endsWith('.whl')),
  );
}

/** Keeps the library and the headers of its C interface. */
function unpack(wheel) {
  if (!existsSync(wheel)) fail(`there is no wheel ${wheel}`);
  mkdirSync(cache, { recursive: true });
  const part = `${library}.part`;
  const program = `
import re, sys, zipfile
wheel, folder = sys.argv[1:]
wanted = re.compile(r'tensorflow/(libtensorflow_(cc|framework)\\.so\\.2$|include/(tensorflow|tsl)/(c/|core/platform/ctstring|platform/ctstring))')
archive = zipfile.ZipFile(wheel)
names = [name for name in archive.namelist() if wanted.match(name)]
if sum('.so.' in name for name in names) != 2: sys.exit('no libtensorflow_cc.so.2 in ' + wheel + ': expected a wheel of ${WHEEL}')
archive.extractall(folder, names)`;
  run('python3', ['-c', program, resolve(wheel), part]);
  if (!spawnSync('strip', ['--version']).error)
    run('strip', ['--strip-unneeded', ...SHARED.map((name) => join(part, 'tensorflow', name))]);
  renameSync(join(part, 'tensorflow'), library);
  for (const left of [part, join(cache, 'wheel')]) rmSync(left, { recursive: true, force: true });
}

function compile(headers) {
  const sources = readdirSync(join(packageFolder, 'binding')).filter((name) => name.endsWith('.cc'));
  const target = join(packageFolder, 'lib', 'napi-v8');
  mkdirSync(target, { recursive: true });
  run('g++', [
    ...['-O2', '-std=c++17', '-shared', '-fPIC', '-DNAPI_VERSION=8'],
    ...[headers, packageFolder, join(library, 'include')].map((folder) => `-I${folder}`),
    ...sources.map((name) => join(packageFolder, 'binding', name)),
    ...SHARED.map((name) => join(library, name)),
    ...[`-Wl,-rpath,${library}`, '-o', join(target, 'tfjs_binding.node')],
  ]);
}

/** A package that loads proves nothing: one product must come out right. */
function prove() {
  const program = `
require('node:util').isNullOrUndefined ??= (value) => value == null;
const tf = require('@tensorflow/tfjs-node');
const [product] = tf.matMul([[1, 2]], [[3], [4]]).dataSync();
if (product !== 11) throw new Error('1 * 3 + 2 * 4 came out as ' + product);`;
  run(process.execPath, ['-e', program], { TF_CPP_MIN_LOG_LEVEL: '2' });
  console.log(`The native backend works. It uses the library in ${library}: keep that folder.`);
}

function run(command, args, env = {}) {
  const { status, error } = spawnSync(command, args, {
    ...{ cwd: root, stdio: ['ignore', 2, 2], env: { ...process.env, ...env } },
  });
  if (status === 0) return;
  fail(`"${command} ${args[0]} ..." failed${error ? `: ${error.message}` : ''}; what it printed says why`);
}

function fail(text) {
  console.error(`The native backend was not built: ${text}.`);
  process.exit(1);
}
