import { describe, expect, it } from '@jest/globals';
import { carryOut } from '../../../agent/experiment/command.js';
import { commandOf } from '../../../agent/record/commands.js';
import { readSeries } from '../../../agent/record/series/series.js';
import { verify } from '../../../agent/record/verify.js';
import { OPENING, RecordFolder } from '../a-record.js';
import { aCommand, anInstrument, COMPLETES, JOB, toolsOn } from './a-command.js';
import type { FakeInstrument } from './fake-instrument.js';
import { Life, type Moment } from './mortality.js';

const never = new AbortController().signal;

/** Lets one life carry the command out; resolves when it is over, however. */
async function live(folder: RecordFolder, instrument: FakeInstrument, life: Life): Promise<void> {
  const record = life.bind(await folder.open());
  await Promise.allSettled([carryOut(aCommand(life.reach(instrument)), toolsOn(record), never)]);
  await record.close();
}

async function afterDeathAt(contact: number, moment: Moment) {
  const folder = new RecordFolder();
  try {
    const opening = await folder.open();
    await opening.append(...OPENING);
    await opening.close();
    const instrument = anInstrument();
    const first = new Life(contact, moment);
    await live(folder, instrument, first);
    await live(folder, instrument, new Life(Infinity));
    const record = await folder.open();
    return {
      died: first.isOver,
      executed: instrument.executed,
      state: (await commandOf(record.db, JOB))?.state,
      indices: (await readSeries(record.db, JOB)).rows.map(([index]) => index),
      problems: (await verify(record.db)).problems,
    };
  } finally {
    await folder.remove();
  }
}

describe('a command whose agent dies', () => {
  it.each(['before', 'after'] as const)(
    '%s any of its contacts with the world is carried out exactly once, with every row',
    async (moment) => {
      const everyIndex = Array.from({ length: COMPLETES.rows }, (_, index) => index);
      const whole = { executed: [JOB], state: 'completed', indices: everyIndex, problems: [] };
      let contact = 1;
      for (;;) {
        const { died, ...end } = await afterDeathAt(contact, moment);
        expect({ contact, ...end }).toEqual({ contact, ...whole });
        if (!died) break;
        contact += 1;
      }
      expect(contact).toBeGreaterThan(12);
    },
  );
});
