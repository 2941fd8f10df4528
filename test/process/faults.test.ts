import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { Audit } from '../../agent/audit/audit.js';
import type { Report } from '../../agent/campaign/report.js';
import { readJournal } from '../../simulators/lab/journal.js';
import { Workplace } from './agent-process.js';
import { strike } from './lab-control.js';

const onPosix = process.platform === 'win32' ? describe.skip : describe;

onPosix('a run in a lab where faults strike', () => {
  let place: Workplace;
  beforeEach(() => {
    place = new Workplace();
  });
  afterEach(() => {
    place.remove();
  });

  async function finish(agent: ReturnType<Workplace['run']>, report: string) {
    const { code, output } = await agent.ended;
    expect({ code, output }).toMatchObject({ code: 0 });
    const { experiments } = JSON.parse(readFileSync(report, 'utf8')) as Report;
    return { experiments, audit: JSON.parse((await place.audit()).output) as Audit };
  }

  it('loses and repeats nothing, and loses no experiment, while links garble, double, delay, lose and cut', async () => {
    const report = join(place.data, 'report.json');
    const agent = place.run('--experiments', '3', '--report', report);
    await agent.says(/REST/);
    await strike(
      place.data,
      ...['robot', 'cycler', 'station'].map((instrument) => ({ instrument, fault: 'lost-acknowledgement' })),
      { instrument: 'robot', fault: 'disconnect', durationS: 0.5 },
    );
    await agent.says(/begins to cycle/);
    await strike(
      place.data,
      { instrument: 'cycler', fault: 'garbage', count: 3 },
      { instrument: 'cycler', fault: 'truncated', count: 3 },
      { instrument: 'cycler', fault: 'duplicate', count: 3 },
      { instrument: 'cycler', fault: 'slow-answer', delayS: 0.2, durationS: 0.5 },
      { instrument: 'station', fault: 'garbage' },
      { instrument: 'station', fault: 'disconnect', durationS: 0.5 },
      { instrument: 'robot', fault: 'truncated' },
      { instrument: 'robot', fault: 'frozen-reading', durationH: 24 },
    );
    const { experiments, audit } = await finish(agent, report);
    // What the cells are is another matter: of links and power there was nothing to lose an experiment to.
    const causes = experiments.map(({ failure }) => failure?.cause);
    for (const cause of ['link-lost', 'power-loss', 'channel-fault', 'refused'])
      expect(causes).not.toContain(cause);
    expect(audit).toMatchObject({ lost: [], repeated: [], invented: [] });
    const struck = readJournal(place.journal).filter(({ kind }) => kind === 'fault.struck');
    expect(struck).toHaveLength(12);
  });

  it('knows in its journal what truly went wrong: with which job, cell and channel, since when', async () => {
    const report = join(place.data, 'report.json');
    // Slower than usual, so that the job in the channel is still there when it is struck.
    const agent = place.run('--experiments', '2', '--report', report, '--speed', '20000');
    await agent.says(/REST/);
    await strike(place.data, { instrument: 'robot', fault: 'soft-short' });
    await agent.says(/begins to form/);
    const onTester = { instrument: 'cycler', durationH: 72 };
    await strike(
      place.data,
      { ...onTester, fault: 'temperature-excursion' },
      ...[1, 2, 3, 4, 5, 6, 7, 8].map((channel) => ({
        ...onTester,
        fault: 'channel-fault',
        channel,
        misreading: 'nan',
      })),
    );
    const { audit } = await finish(agent, report);
    expect(audit).toMatchObject({ lost: [], repeated: [], invented: [] });
    const faults = readJournal(place.journal).flatMap((entry) => (entry.kind === 'fault' ? [entry] : []));
    const causes = faults.map(({ fault }) => fault.cause);
    expect(causes).toEqual(expect.arrayContaining(['soft-short', 'channel-fault', 'temperature-excursion']));
    const excursion = faults.find(({ fault }) => fault.cause === 'temperature-excursion');
    expect(excursion).toMatchObject({
      instrument: 'tester',
      jobId: expect.stringMatching(/\./),
      fault: {
        attribution: 'machine',
        detail: {
          channel: expect.any(Number),
          cellId: expect.stringMatching(/^cell-/),
          deltaK: 8,
          sinceLabH: expect.any(Number),
        },
      },
    });
  });
});
