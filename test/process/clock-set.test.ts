import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Audit } from '../../agent/audit/audit.js';
import { readJournal } from '../../simulators/lab/journal.js';
import { Workplace } from './agent-process.js';

const HOUR_MS = 3_600_000;
const SET_CLOCK = fileURLToPath(new URL('./set-clock.cjs', import.meta.url));

describe('a clock that is set under a fast simulated lab', () => {
  const place = new Workplace();
  const file = `${place.data}-clock`;
  const before = process.env['NODE_OPTIONS'];
  const set = (aheadMs: number): void => {
    writeFileSync(file, String(aheadMs));
  };
  beforeAll(() => {
    set(0);
    process.env['INTERPHASE_TEST_CLOCK'] = file;
    process.env['NODE_OPTIONS'] = `${before ?? ''} --require ${SET_CLOCK}`.trim();
  });
  afterAll(() => {
    delete process.env['INTERPHASE_TEST_CLOCK'];
    if (before === undefined) delete process.env['NODE_OPTIONS'];
    else process.env['NODE_OPTIONS'] = before;
    place.remove();
    rmSync(file);
  });

  it('costs no experiment: one hour ahead and two back are no years of lab time', async () => {
    const report = join(place.data, 'report.json');
    const agent = place.run('--experiments', '4', '--report', report);
    await agent.says(/begins to form/);
    set(HOUR_MS);
    await agent.says(/begins to cycle/);
    set(-HOUR_MS);
    const { code, output } = await agent.ended;
    expect({ code, output }).toMatchObject({ code: 0 });
    const { lost, repeated, invented } = JSON.parse((await place.audit()).output) as Audit;
    expect({ lost, repeated, invented }).toEqual({ lost: [], repeated: [], invented: [] });
    const journal = readJournal(place.journal);
    const shownMs = journal.map(({ at }) => Date.parse(at));
    expect(Math.max(...shownMs) - Math.min(...shownMs)).toBeGreaterThan(1.5 * HOUR_MS);
    const times = journal.map(({ labMs }) => labMs);
    expect(times).toEqual(times.toSorted((a, b) => a - b));
    const hoursAtThisSpeed = (200_000 * 600_000) / HOUR_MS;
    expect((times.at(-1)! - times[0]!) / HOUR_MS).toBeLessThan(hoursAtThisSpeed);
  }, 600_000);
});
