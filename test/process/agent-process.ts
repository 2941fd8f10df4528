/** The agent as its users start it: a process of its own, on a simulated lab in a folder of its own. */
import { execFileSync, spawn, type ChildProcess } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { LAB_DESCRIPTOR_FILE, LabDescriptor } from '../../config/lab-descriptor.js';
import type { LabMember } from '../../simulators/lab/lab-spec.js';

export const BIN = fileURLToPath(new URL('../../bin/interphase.mjs', import.meta.url));
export const QUIET_LAB = fileURLToPath(new URL('./quiet-lab.yaml', import.meta.url));
export const SHORT_CAMPAIGN = fileURLToPath(new URL('./short-campaign.yaml', import.meta.url));

export interface Ended {
  readonly code: number | null;
  readonly output: string;
}

/** A data folder, and the processes that work on it. */
export class Workplace {
  readonly data = mkdtempSync(join(tmpdir(), 'interphase-'));
  readonly record = join(this.data, 'record.sqlite');
  readonly journal = join(this.data, 'lab-journal.ndjson');

  /** Starts `interphase run` on a short campaign. */
  run(...args: readonly string[]): Running {
    return new Running([
      'run',
      '--data',
      this.data,
      '--lab',
      QUIET_LAB,
      '--campaign',
      SHORT_CAMPAIGN,
      '--speed',
      '200000',
      ...args,
    ]);
  }

  /** Starts an agent with a data folder of its own on the lab that runs here, as if its instruments were real. */
  secondAgent(): Running {
    const { endpoints, password } = LabDescriptor.parse(
      JSON.parse(readFileSync(join(this.data, LAB_DESCRIPTOR_FILE), 'utf8')),
    );
    writeFileSync(join(this.data, 'password'), password, { mode: 0o600 });
    const login = { username: 'interphase', passwordFile: 'password' };
    const lab = {
      name: 'The same lab',
      instruments: {
        robot: {
          driver: 'lads-robot',
          endpoint: endpoints.robot,
          user: 'interphase',
          passwordFile: 'password',
        },
        cycler: { driver: 'scpi-cycler', path: endpoints.tester, channels: 8 },
        station: { driver: 'mqtt-station', baseTopic: 'lab/station' },
      },
      broker: { url: endpoints.broker, ...login },
    };
    const path = join(this.data, 'same-lab.yaml');
    writeFileSync(path, JSON.stringify(lab));
    const data = join(this.data, 'second');
    return new Running(['run', '--data', data, '--lab', path, '--campaign', SHORT_CAMPAIGN]);
  }

  verify(): Promise<Ended> {
    return new Running(['verify', this.record, '--json']).ended;
  }

  audit(): Promise<Ended> {
    return new Running(['audit', '--record', this.record, '--journal', this.journal, '--json']).ended;
  }

  /** Pid of the simulated lab, when one has described itself here. */
  get labPid(): number | undefined {
    const path = join(this.data, 'lab.json');
    return existsSync(path) ? (JSON.parse(readFileSync(path, 'utf8')) as { pid: number }).pid : undefined;
  }

  /** The process that is this member of the lab now. */
  memberPid(member: LabMember): number {
    const lines = execFileSync('ps', ['-eo', 'pid=,ppid=,args='], { encoding: 'utf8' }).split('\n');
    const line = lines.find(
      (text) => text.endsWith(`member.js ${member}`) && text.trim().split(/\s+/)[1] === String(this.labPid),
    );
    if (line === undefined) throw new Error(`no process of lab ${this.labPid ?? ''} is its ${member}`);
    return Number(line.trim().split(/\s+/)[0]);
  }

  /** Which instruments carry out a program now, as the lab's own journal has it. */
  busyInstruments(): Set<string> {
    const running = new Map<string, string>();
    for (const line of readFileSync(this.journal, 'utf8').trimEnd().split('\n')) {
      const { kind, jobId, instrument } = JSON.parse(line) as Record<'kind' | 'jobId' | 'instrument', string>;
      if (kind === 'program.started') running.set(jobId, instrument);
      if (kind === 'program.ended') running.delete(jobId);
    }
    return new Set(running.values());
  }

  /** Ends a lab that was left behind, and removes everything. */
  remove(): void {
    try {
      if (this.labPid !== undefined) process.kill(this.labPid, 'SIGKILL');
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
    }
    rmSync(this.data, { recursive: true, force: true });
  }
}

/** Nobody has a password in a data folder that is new: the agent prints a link that lets in once. */
const LINK = /sign in +(http\S+)/;

export class Running {
  readonly ended: Promise<Ended>;
  private output = '';
  private cookie: Promise<string> | undefined;
  private readonly child: ChildProcess;
  private readonly readers = new Set<() => void>();

  constructor(args: readonly string[]) {
    this.child = spawn(process.execPath, [BIN, ...args], {
      // Jest's environment, which a test may have changed, and not the one that Jest was started in.
      env: process.env,
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    for (const stream of [this.child.stdout, this.child.stderr]) {
      stream?.on('data', (chunk: Buffer) => {
        this.output += chunk.toString();
        for (const reader of this.readers) reader();
      });
    }
    this.ended = new Promise((resolve) => {
      this.child.once('close', (code) => {
        resolve({ code, output: this.output });
      });
    });
  }

  get text(): string {
    return this.output;
  }

  /** Resolves when the output matches; rejects when the process ends before. */
  async says(pattern: RegExp): Promise<void> {
    await new Promise<void>((resolve, reject) => {
      const look = (): void => {
        if (!pattern.test(this.output)) return;
        this.readers.delete(look);
        resolve();
      };
      this.readers.add(look);
      void this.ended.then(({ code, output }) => {
        reject(new Error(`ended with ${code ?? 'a signal'} before it said ${String(pattern)}:\n${output}`));
      });
      look();
    });
  }

  /** Resolves when it ends with exit code 0; rejects with everything it said when it ends otherwise. */
  async endsWell(): Promise<void> {
    const { code, output } = await this.ended;
    if (code !== 0) throw new Error(`ended with ${code ?? 'a signal'}:\n${output}`);
  }

  get pid(): number {
    return this.child.pid ?? 0;
  }

  /** What the REST interface answers, once it is there. */
  async rest(path: 'health/detail' | 'status' | 'alarms'): Promise<unknown> {
    await this.says(LINK);
    const link = new URL(LINK.exec(this.output)?.[1] ?? '');
    this.cookie ??= fetch(link, { redirect: 'manual' }).then(
      ({ headers }) => headers.get('set-cookie') ?? '',
    );
    return (await fetch(new URL(`/${path}`, link), { headers: { cookie: await this.cookie } })).json();
  }

  kill(signal: NodeJS.Signals): void {
    this.child.kill(signal);
  }
}
