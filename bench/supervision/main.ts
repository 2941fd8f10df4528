/**
 * What it costs an agent to be watched: `npx tsx bench/supervision/main.ts`; in half a minute more than the flood takes with
 * `--seconds 20 --clients 20`.
 */
import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { SystemClock } from '../../core/clock.js';
import type { AgentFigures } from './agent.js';
import type { Heard } from './audience.js';
import type { LoopDelays } from './loop-watch.js';
import { toReport } from './report.js';

const root = join(import.meta.dirname, '..', '..');
const { values: options } = parseArgs({
  options: {
    clients: { type: 'string', default: '100' },
    channels: { type: 'string', default: '64' },
    seconds: { type: 'string', default: '60' },
    alarms: { type: 'string', default: '1000' },
    lab: { type: 'string', default: join(root, 'config', 'labs', 'simulated.yaml') },
    out: { type: 'string', default: join(root, 'bench', 'results', 'supervision.md') },
  },
});
const { clients, channels, seconds, alarms } = options;
const folder = mkdtempSync(join(tmpdir(), 'interphase-supervision-'));
const trace = join(folder, 'trace.json');
try {
  console.error(`an agent, ${clients} clients, ${channels} channels, ${seconds} s; then ${alarms} alarms`);
  const agent = await watchedBy(trace, 'agent.ts', (url) => [url, folder, channels, seconds, alarms]);
  console.error('the same messages from a bare publisher');
  const bare = await watchedBy('', 'bare.ts', (url) => [url, trace]);
  const command = ['npx tsx bench/supervision/main.ts', ...process.argv.slice(2)].join(' ');
  const date = new Date(new SystemClock().now()).toISOString().slice(0, 10);
  const plan = { channels: Number(channels), seconds: Number(seconds), date, command };
  const report = toReport(
    {
      agent: { ...(agent.said as AgentFigures), heard: agent.heard },
      bare: { ...(bare.said as { messages: number; delays: LoopDelays }), heard: bare.heard },
    },
    plan,
  );
  writeFileSync(options.out, report);
  console.log(report);
} finally {
  rmSync(folder, { recursive: true, force: true });
}

/** Runs a publisher to its end on a broker of its own, with an audience. Each of the three is a process. */
async function watchedBy(
  traceFile: string,
  publisher: string,
  args: (url: string) => string[],
): Promise<{ said: unknown; heard: Heard }> {
  const broker = start('broker.ts', [options.lab]);
  const { url } = (await said(broker)) as { url: string };
  const audience = start('audience.ts', [url, clients, traceFile]);
  await said(audience);
  const figures = await said(start(publisher, args(url)));
  audience.send('enough');
  const heard = (await said(audience)) as Heard;
  broker.kill();
  return { said: figures, heard };
}

function start(script: string, args: readonly string[]): ChildProcess {
  return fork(join(import.meta.dirname, script), args, { execArgv: ['--import', 'tsx'] });
}

/** @throws {Error} it ended instead */
async function said(child: ChildProcess): Promise<unknown> {
  const ended = once(child, 'exit').then(([code]) => {
    throw new Error(`${child.spawnargs.join(' ')} ended with ${String(code)}`);
  });
  const message = once(child, 'message').then(([message]) => message as unknown);
  ended.catch(() => undefined);
  return Promise.race([message, ended]);
}
