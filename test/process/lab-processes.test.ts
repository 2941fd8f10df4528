import { execFileSync } from 'node:child_process';
import { lstatSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { Audit } from '../../agent/audit/audit.js';
import type { Report } from '../../agent/campaign/report.js';
import { openDatabase } from '../../agent/record/database.js';
import { LabDescriptor } from '../../config/lab-descriptor.js';
import { readJournal } from '../../simulators/lab/journal.js';
import { LAB_MEMBERS } from '../../simulators/lab/lab-spec.js';
import { Workplace } from './agent-process.js';

const onLinux = process.platform === 'linux' ? describe : describe.skip;

onLinux('the processes of the simulated lab', () => {
  let place: Workplace;
  beforeEach(() => {
    place = new Workplace();
  });
  afterEach(() => {
    place.remove();
  });

  it('are those that listen, not the agent, and the tester is a terminal', async () => {
    const agent = place.run('--experiments', '4');
    await agent.says(/REST/);
    const { endpoints } = described();
    for (const member of ['broker', 'robot'] as const) {
      const owner = listenerOn(new URL(endpoints[member]).port);
      expect(owner).toBe(place.memberPid(member));
      expect(owner).not.toBe(agent.pid);
    }
    const tty = join(place.data, 'tester.tty');
    expect(lstatSync(tty).isSymbolicLink()).toBe(true);
    expect(statSync(tty).isCharacterDevice()).toBe(true);
    agent.kill('SIGTERM');
    await agent.endsWell();
  });

  it.each(LAB_MEMBERS.filter((member) => member !== 'source'))(
    'may lose the %s in the middle of a run',
    async (member) => {
      const report = join(place.data, 'report.json');
      const agent = place.run('--experiments', '5', '--report', report);
      await agent.says(/begins to cycle/);
      process.kill(place.memberPid(member), 'SIGKILL');
      const { code, output } = await agent.ended;
      expect({ code, output }).toMatchObject({ code: 0 });
      const { experiments } = JSON.parse(readFileSync(report, 'utf8')) as Report;
      expect(experiments.filter(({ status }) => status === 'completed').length).toBeGreaterThan(0);
      const unclassified = experiments.filter(({ status, failure }) => status !== 'completed' && !failure);
      expect(unclassified).toEqual([]);
      const audited = JSON.parse((await place.audit()).output) as Audit;
      expect(audited).toMatchObject({ lost: [], repeated: [], invented: [], misdiagnosed: [] });
    },
  );

  it('may all be lost at once in the middle of a run, and are on again in the lab time of the agent', async () => {
    const agent = place.run('--experiments', '3');
    await agent.says(/begins to cycle/);
    const { pid, clock } = described();
    process.kill(pid, 'SIGKILL');
    await agent.endsWell();
    expect(described().pid).not.toBe(pid);
    expect(described().clock).toEqual(clock);
    const journal = readJournal(place.journal).map(({ labMs }) => labMs);
    expect(journal).toEqual(journal.toSorted((a, b) => a - b));
    const record = await recordedAt(place.record);
    expect(record).toEqual(record.toSorted());
  }, 600_000);

  function described(): LabDescriptor {
    return LabDescriptor.parse(JSON.parse(readFileSync(join(place.data, 'lab.json'), 'utf8')));
  }
});

/** Lab times of all events, in the order in which they were recorded. */
async function recordedAt(path: string): Promise<string[]> {
  const db = await openDatabase(path, { create: false, readOnly: true });
  try {
    return await db('events').orderBy('seq').pluck<string[]>('lab_at');
  } finally {
    await db.destroy();
  }
}

/** The process that listens on a local TCP port. */
function listenerOn(port: string): number {
  const sockets = execFileSync('ss', ['-tlnpH'], { encoding: 'utf8' }).split('\n');
  const pid = /pid=(\d+)/.exec(sockets.find((line) => line.includes(`:${port} `)) ?? '')?.[1];
  if (pid === undefined) throw new Error(`no process listens on port ${port}`);
  return Number(pid);
}
