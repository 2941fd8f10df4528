import { once } from 'node:events';
import { lstatSync } from 'node:fs';
import { createServer } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { LAB_MEMBERS } from '../../../simulators/lab/lab-spec.js';
import { isAlive, listens, RunningLab, SPEED, until } from './running-lab.js';

const onPosix = process.platform === 'win32' ? describe.skip : describe;

onPosix('the simulated lab', () => {
  let lab: RunningLab;
  beforeAll(async () => {
    lab = await RunningLab.start();
  });
  afterAll(() => {
    lab.remove();
  });

  it('runs every instrument as a process of its own', () => {
    expect(lab.pids()).toHaveLength(LAB_MEMBERS.length);
    for (const member of LAB_MEMBERS) expect(lab.count('instrument.started', member)).toBe(1);
  });

  it('switches an instrument that was killed on again, at the same address', async () => {
    const { robot } = lab.endpoints;
    const port = Number(new URL(robot).port);
    process.kill(lab.pids('robot')[0]!, 'SIGKILL');
    await until(() => lab.count('instrument.lost', 'robot') === 1);
    await until(() => lab.count('instrument.started', 'robot') === 2);
    expect(await listens(port)).toBe(true);
    expect(lab.endpoints.robot).toBe(robot);
  });

  it('takes the link to the terminal away with its tester, so that nobody finds another tester behind it', async () => {
    const { tester } = lab.endpoints;
    expect(lstatSync(tester).isSymbolicLink()).toBe(true);
    process.kill(lab.pids('tester')[0]!, 'SIGKILL');
    await until(() => lab.count('instrument.lost', 'tester') === 1);
    expect(lstatSync(tester, { throwIfNoEntry: false })).toBeUndefined();
    await until(() => lab.count('instrument.started', 'tester') === 2);
    expect(lstatSync(tester).isSymbolicLink()).toBe(true);
  });

  it('tries again, one process at a time, while an instrument cannot start', async () => {
    const port = Number(new URL(lab.endpoints.broker).port);
    process.kill(lab.pids('broker')[0]!, 'SIGKILL');
    await until(() => lab.count('instrument.lost', 'broker') === 1);
    const squatter = createServer().listen(port, '127.0.0.1');
    await once(squatter, 'listening');
    const failures = (): number => lab.notices.split('broker did not come back').length - 1;
    await until(() => failures() === 2);
    squatter.close();
    await until(() => lab.count('instrument.started', 'broker') === 2);
    expect(lab.count('instrument.lost', 'broker')).toBe(1 + failures());
    expect(lab.pids('broker')).toHaveLength(1);
  });

  it('does not start a second time in the same folder, and leaves no trace of the attempt', async () => {
    const before = lab.journal;
    await expect(RunningLab.start(lab.data)).rejects.toThrow(/end the lab that runs there \(process \d+\)/);
    expect(lab.journal).toEqual(before);
    expect(lab.pids()).toHaveLength(LAB_MEMBERS.length);
  });

  it('ends with all its processes when it is told to, and finds itself again at the next start', async () => {
    const before = lab.endpoints;
    const pids = lab.pids();
    expect(await lab.stop()).toBe(0);
    expect(pids.filter(isAlive)).toEqual([]);
    // Each took its leave: the broker stays until the others are gone.
    expect(lab.notices).not.toContain('was killed');
    expect(lab.journal.at(-1)).toMatchObject({ kind: 'lab.stopped', instrument: 'lab' });
    const again = await RunningLab.start(lab.data);
    expect(again.endpoints).toEqual(before);
    expect(again.journal.filter(({ kind }) => kind === 'stock.filled')).toHaveLength(1);
    await again.stop();
  });
});

onPosix('a simulated lab that was killed', () => {
  it('goes on in the time that somebody has lived by meanwhile', async () => {
    const lab = await RunningLab.start();
    const { pid, clock } = lab.descriptor;
    process.kill(pid, 'SIGKILL');
    await until(() => !isAlive(pid));
    const again = await RunningLab.start(lab.data, undefined, '--clock', JSON.stringify(clock));
    expect(again.descriptor.clock).toEqual(clock);
    const [first, second] = again.journal.filter(({ kind }) => kind === 'lab.started');
    const passedMs = Date.parse(second!.at) - Date.parse(first!.at);
    expect((second!.labMs - first!.labMs) / passedMs / SPEED).toBeCloseTo(1, 2);
    again.remove();
  });

  it('waits for an instrument that has not noticed it yet, and holds its port', async () => {
    const lab = await RunningLab.start();
    const { pid, endpoints } = lab.descriptor;
    const members = lab.pids();
    process.kill(pid, 'SIGKILL');
    await until(() => ![pid, ...members].some(isAlive));
    const holders = [endpoints.robot, endpoints.broker].map((url) => {
      return createServer().listen(Number(new URL(url).port), '127.0.0.1');
    });
    await Promise.all(holders.map((server) => once(server, 'listening')));
    const starting = RunningLab.begin(lab.data);
    await until(() => ['robot', 'broker'].every((member) => starting.notices.includes(`${member}: listen`)));
    for (const server of holders) server.close();
    const again = await starting.ready();
    expect(again.endpoints).toEqual(endpoints);
    again.remove();
  });
});
