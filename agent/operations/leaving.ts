/** The end of an agent in good order. */

/** What is done at the end, by what people call it, in this order. */
export type LastSteps = Readonly<Record<string, () => Promise<unknown>>>;

/**
 * Tries every step, whatever became of those before it: a disk that is full at the end must neither leave a link open nor
 * keep operators from hearing that the agent goes. Never rejects.
 * @param onTrouble told of each that failed
 */
export async function leave(steps: LastSteps, onTrouble: (error: Error) => void): Promise<void> {
  for (const [what, act] of Object.entries(steps)) {
    try {
      await act();
    } catch (cause) {
      const why = cause instanceof Error ? cause.message : String(cause);
      onTrouble(new Error(`at the end ${what} failed, the rest is done all the same: ${why}`, { cause }));
    }
  }
}
