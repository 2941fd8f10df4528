import { spawnSync } from 'node:child_process';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from '@jest/globals';
import { answerFrom, questionAt } from '../../../agent/sources/program-document.js';
import { readTables } from '../../../agent/sources/read-tables.js';
import { runProgram } from '../../../agent/sources/run-program.js';
import { loadCampaign } from '../../../config/load.js';
import { programsOf } from '../../../config/sources.js';
import { SystemClock } from '../../../core/clock.js';

const FILE = fileURLToPath(new URL('../../../config/campaigns/with-sources.yaml', import.meta.url));
const FOLDER = dirname(FILE);
const POINT = { 'solvent.EC': 0.3, 'solvent.EMC': 0.7, 'solvent.DMC': 0, 'salt.LiPF6': 1 };

const campaign = await loadCampaign(FILE);

async function asked(command: readonly string[], timeoutMs: number): Promise<unknown> {
  const question = questionAt(campaign, POINT);
  const run = { command, folder: FOLDER, input: JSON.stringify(question), timeoutMs };
  return answerFrom(await runProgram(run, new SystemClock(), new AbortController().signal), question);
}

describe('the example campaign with sources', () => {
  it('reads its table', async () => {
    const [table] = await readTables(campaign, FOLDER);
    expect(table!.observations).toHaveLength(16);
    expect(table!.leftOut).toEqual([]);
  });

  it('has a program that answers', async () => {
    const [rule] = programsOf(campaign);
    expect(await asked(rule!.command, 20_000)).toEqual({
      estimates: [{ quantity: 'capacity_retention', value: expect.any(Number), sd: 2, unit: '%' }],
    });
  });

  it('has one that asks PyBaMM where Python has it, and says so where it has not', async () => {
    const python = spawnSync('python3', ['--version']);
    if (python.status !== 0) {
      process.stderr.write('no python3: the example with PyBaMM was not run\n');
      return;
    }
    const short = questionAt({ ...campaign, fixed: { ...campaign.fixed, 'cycling.cycles': 4 } }, POINT);
    const run = { command: ['python3', join('sources', 'pybamm-film.py')], folder: FOLDER };
    const text = await runProgram(
      { ...run, input: JSON.stringify(short), timeoutMs: 60_000 },
      new SystemClock(),
      new AbortController().signal,
    );
    const answer = answerFrom(text, short);
    expect('none' in answer ? answer.none : answer.estimates[0]!.quantity).toMatch(
      /not installed|capacity_retention/,
    );
  });
});
