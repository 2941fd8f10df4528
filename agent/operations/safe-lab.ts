/** Brings every instrument to its safe state, each under a deadline, and records those that did not confirm. */
import type { Clock } from '../../core/clock.js';
import type { Instrument } from '../../drivers/instrument.js';
import { isLinkTrouble } from '../../drivers/instrument-error.js';
import type { Lab } from '../experiment/experiment.js';
import type { LabRecord } from '../record/record.js';

const DEADLINE_MS = 10_000;
const RETRY_MS = 500;

type Stoppable = Pick<Instrument, 'id' | 'makeSafe'>;

/** Never rejects. @param onTrouble told where an instrument did not confirm, and the record cannot take that */
export async function makeLabSafe(
  { robot, cycler, station }: Readonly<Record<keyof Omit<Lab, 'limits'>, Stoppable>>,
  record: Pick<LabRecord, 'append'>,
  link: Clock,
  onTrouble: (error: Error) => void,
): Promise<void> {
  const confirmed = async (instrument: Stoppable): Promise<void> => {
    const trouble = await troubleOf(instrument, link);
    if (trouble !== undefined) await raise(instrument, trouble, record, onTrouble);
  };
  await Promise.all([robot, cycler, station].map(confirmed));
}

/** Somebody must hear of it before touching the instrument, whether or not the disk has room for it. */
async function raise(
  { id }: Stoppable,
  trouble: string,
  record: Pick<LabRecord, 'append'>,
  onTrouble: (error: Error) => void,
): Promise<void> {
  const text = `${id} did not confirm its safe state (${trouble}): look at it before touching it`;
  try {
    await record.append({ kind: 'notice', subject: id, body: { level: 'alarm', text } });
  } catch (cause) {
    onTrouble(new Error(`${text}; nor could this be recorded`, { cause }));
  }
}

/** Undefined once the instrument has confirmed. A link that is lost is asked again: it may come back in time. */
async function troubleOf(instrument: Stoppable, link: Clock): Promise<string | undefined> {
  const over = new AbortController();
  let last = 'no answer';
  const attempts = repeated(instrument, link, over.signal, (trouble) => (last = trouble));
  const late = link.sleep(DEADLINE_MS, over.signal).then(
    () => `${last}; asked for ${DEADLINE_MS / 1000} s`,
    () => undefined,
  );
  const trouble = await Promise.race([attempts, late]);
  over.abort();
  return trouble;
}

async function repeated(
  instrument: Stoppable,
  link: Clock,
  over: AbortSignal,
  onTrouble: (trouble: string) => void,
): Promise<string | undefined> {
  while (!over.aborted) {
    try {
      await instrument.makeSafe();
      return undefined;
    } catch (error) {
      const trouble = error instanceof Error ? error.message : String(error);
      if (!isLinkTrouble(error)) return trouble;
      onTrouble(trouble);
      await link.sleep(RETRY_MS);
    }
  }
  return undefined;
}
