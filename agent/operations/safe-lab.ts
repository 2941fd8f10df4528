/** Brings every instrument to its safe state, each under a deadline, and records those that did not confirm. */
import type { Clock } from '../../core/clock.js';
import type { Instrument } from '../../drivers/instrument.js';
import type { Lab } from '../experiment/experiment.js';
import type { LabRecord } from '../record/record.js';

const DEADLINE_MS = 10_000;

export async function makeLabSafe(
  { robot, cycler, station }: Lab,
  record: LabRecord,
  link: Clock,
): Promise<void> {
  const instruments: readonly Pick<Instrument, 'id' | 'makeSafe'>[] = [robot, cycler, station];
  await Promise.all(instruments.map((instrument) => confirmSafe(instrument, record, link)));
}

async function confirmSafe(
  instrument: Pick<Instrument, 'id' | 'makeSafe'>,
  record: LabRecord,
  link: Clock,
): Promise<void> {
  const done = new AbortController();
  const late = link.sleep(DEADLINE_MS, done.signal).then(
    () => `no answer within ${DEADLINE_MS / 1000} s`,
    () => undefined,
  );
  const trouble = await Promise.race([
    instrument.makeSafe().then(
      () => undefined,
      (error: unknown) => (error instanceof Error ? error.message : String(error)),
    ),
    late,
  ]);
  done.abort();
  if (trouble === undefined) return;
  const text = `${instrument.id} did not confirm its safe state (${trouble}): look at it before touching it`;
  await record.append({ kind: 'notice', subject: instrument.id, body: { level: 'alarm', text } });
}
