/** Asks a cheap source for its estimate of one recipe, and waits for the answer. */
import type { Clock } from '../../core/clock.js';
import type { Source, SourceModel, SourceResult, Trial } from '../../drivers/source.js';

/** Link time. */
const POLL_MS = 100;

/**
 * @param source connected
 * @param jobId ours; the same id is never computed twice
 * @throws {InstrumentError} when the source cannot be asked
 * @throws {Error} when it was asked and has no answer, with its own reason
 */
export async function askSource(
  source: Source,
  jobId: string,
  task: { readonly model: SourceModel; readonly trial: Trial },
  clock: Clock,
): Promise<SourceResult> {
  await source.start(jobId, { kind: 'estimate', ...task });
  for (;;) {
    const { state, result, fault } = await source.job(jobId);
    if (state === 'completed' && result) return result;
    if (state !== 'running') {
      const why = fault ? `${fault.code}: ${fault.message}` : 'it gives no reason';
      throw new Error(`${source.id} has no estimate by ${task.model}: the job is ${state} (${why})`);
    }
    await clock.sleep(POLL_MS);
  }
}
