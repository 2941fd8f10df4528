import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { once } from 'node:events';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { Report } from '../../agent/campaign/report.js';
import type { Audit } from '../../agent/audit/audit.js';
import { Running, Workplace } from './agent-process.js';

describe('interphase run', () => {
  let place: Workplace;
  beforeEach(() => {
    place = new Workplace();
  });
  afterEach(() => {
    place.remove();
  });

  it('closes the loop on real protocols and leaves a record that agrees with the lab', async () => {
    const report = join(place.data, 'report.json');
    const { code, output } = await place.run('--experiments', '6', '--report', report).ended;
    expect({ code, output }).toMatchObject({ code: 0 });
    const { experiments, best } = JSON.parse(readFileSync(report, 'utf8')) as Report;
    expect(experiments).toHaveLength(6);
    expect(experiments.some((experiment) => experiment.results[0]?.observed !== null)).toBe(true);
    // The last is planned when three have ended: there is a model by then.
    expect(experiments.at(-1)?.results[0]?.predicted).not.toBeNull();
    expect(best[0]?.values[0]).toBeGreaterThan(90);
    expect(await place.verify()).toMatchObject({ code: 0 });
    const audited = JSON.parse((await place.audit()).output) as Audit;
    expect(audited).toMatchObject({ lost: [], repeated: [], invented: [] });
  });

  it('goes on where it was killed, without doing anything twice', async () => {
    const first = place.run('--experiments', '4');
    await first.says(/begins to cycle/);
    first.kill('SIGKILL');
    await first.ended;
    const { code, output } = await place.run('--experiments', '4').ended;
    expect({ code, output }).toMatchObject({ code: 0, output: expect.stringContaining('taken up') });
    expect(await place.verify()).toMatchObject({ code: 0 });
    expect(await place.audit()).toMatchObject({ code: 0 });
  });

  it('makes the instruments safe on Ctrl-C and ends cleanly, leaving no process behind', async () => {
    const running = place.run('--experiments', '4');
    await running.says(/begins to form/);
    running.kill('SIGINT');
    const { code, output } = await running.ended;
    expect({ code, output }).toMatchObject({ code: 0, output: expect.stringContaining('aborted') });
    expect(await place.verify()).toMatchObject({ code: 0 });
    expect(await place.audit()).toMatchObject({ code: 0 });
    const listed = execFileSync('ps', ['-eo', 'args'], { encoding: 'utf8' });
    expect(listed).not.toContain(place.data);
  });

  it('survives the death of the simulated lab in the middle of its work', async () => {
    const running = place.run('--experiments', '4');
    await running.says(/begins to cycle/);
    process.kill(place.labPid!, 'SIGKILL');
    const { code, output } = await running.ended;
    expect({ code, output }).toMatchObject({
      code: 0,
      output: expect.stringContaining('switching it on again'),
    });
    expect(await place.verify()).toMatchObject({ code: 0 });
    const audited = JSON.parse((await place.audit()).output) as Audit;
    // What the agent said of it is all that is left of a rare order of events.
    if (audited.misdiagnosed.length > 0) process.stdout.write(output);
    expect(audited).toMatchObject({ lost: [], repeated: [], invented: [], misdiagnosed: [] });
  });

  it('refuses a second agent on the same data and says who holds it', async () => {
    const first = place.run('--experiments', '4');
    await first.says(/REST/);
    const { code, output } = await place.run('--experiments', '4').ended;
    expect({ code, output }).toMatchObject({
      code: 3,
      output: expect.stringMatching(/in use by process \d+/),
    });
    first.kill('SIGTERM');
    await first.ended;
  });

  it('tells all that is wrong with a configuration and starts nothing', async () => {
    const lab = join(place.data, 'lab.yaml');
    writeFileSync(lab, 'name: x\ninstrumets: {}\nlimits: { maxVoltageV: many }\n');
    const { code, output } = await new Running(['run', '--lab', lab, '--data', place.data]).ended;
    expect(code).toBe(2);
    expect(output).toMatch(/lab\.yaml:2:1 instrumets: .*did you mean "instruments"/);
    expect(output).toMatch(/lab\.yaml:3:\d+ limits\.maxVoltageV/);
  });

  it('says which port is busy when the REST interface cannot have it', async () => {
    const server = createServer().listen(0, '127.0.0.1');
    await once(server, 'listening');
    const { port } = server.address() as { port: number };
    const lab = join(place.data, 'lab.yaml');
    const quiet = readFileSync(new URL('quiet-lab.yaml', import.meta.url), 'utf8');
    writeFileSync(lab, `${quiet}supervision: { restPort: ${port} }\n`);
    const { code, output } = await place.run('--lab', lab).ended;
    server.close();
    expect({ code, output }).toMatchObject({ code: 3, output: expect.stringContaining(`127.0.0.1:${port}`) });
  });
});
