// After the compiler: joins the modules of each program, and of the packages it uses, into a few files. Most of what a
// start costs is to find, read and wrap two thousand small ones.
import { readFile, writeFile } from 'node:fs/promises';
import { dirname, join, relative, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

const dist = join(dirname(dirname(fileURLToPath(import.meta.url))), 'dist');
const bundle = join(dist, 'bundle');

// What is started as a process or a thread.
const programs = [
  'agent/cli/main',
  'planner/worker',
  'simulators/cell/main',
  'simulators/lab/main',
  'simulators/lab/member',
];

// Packages that load machine code or pieces of their own, and those that others use only where they are installed.
const apart = [
  ...['sqlite3', 'serialport', '@lydell/node-pty', '@tensorflow/*', 'proper-lockfile'],
  ...['better-sqlite3', 'mariadb', 'mysql', 'mysql2', 'oracledb', 'pg', 'pg-query-stream', 'tedious'],
  ...['@nestjs/microservices', '@nestjs/websockets', 'class-transformer', 'class-validator'],
];

// A module goes on finding files from where it lay. All files of the bundle are in one folder, so one path fits them all.
const places = {
  name: 'places',
  setup({ onLoad }) {
    onLoad({ filter: /\.[cm]?js$/ }, async ({ path }) => {
      const source = await readFile(path, 'utf8');
      const place = `new URL(${JSON.stringify(wayTo(path, bundle))}, bundleUrl)`;
      if (source.includes('import.meta.url'))
        return { contents: source.replaceAll('import.meta.url', `${place}.href`) };
      if (!/\b__(dirname|filename)\b/.test(source)) return undefined;
      const names = `var __filename = bundlePath(${place}), __dirname = bundlePath(new URL('.', ${place}));`;
      return { contents: `${names}${source}` };
    });
  },
};

const banner = `import { createRequire as bundleRequire } from 'node:module';
import { fileURLToPath as bundlePath } from 'node:url';
const bundleUrl = import.meta.url, require = bundleRequire(bundleUrl);`;

await build({
  entryPoints: programs.map((program) => ({ in: join(dist, `${program}.js`), out: fileOf(program) })),
  outdir: bundle,
  bundle: true,
  splitting: true,
  format: 'esm',
  platform: 'node',
  target: 'node20.19',
  external: apart,
  plugins: [places],
  banner: { js: banner },
  minifyWhitespace: true,
  minifySyntax: true,
  // Names of classes are part of what Nest and node-opcua look up, and of what errors say.
  keepNames: true,
  sourcemap: true,
  sourcesContent: false,
  logLevel: 'error',
});

for (const program of programs) {
  const path = join(dist, `${program}.js`);
  await writeFile(path, `export * from '${wayTo(join(bundle, fileOf(program)), dirname(path))}.js';\n`);
}

/** As a URL has it. */
function wayTo(path, folder) {
  return relative(folder, path).replaceAll(sep, '/');
}

function fileOf(program) {
  return program.replaceAll('/', '-');
}
