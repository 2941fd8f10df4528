/** Doing again what the record had no room for: it may have room at the next look. */

export interface Looks {
  /** False when there is nothing to look after any more. */
  readonly goOn: () => boolean;
  /** Until the next look. Never rejects. */
  readonly pause: () => Promise<void>;
  /** What failed; one that repeats itself is told once. */
  readonly onTrouble: (why: string, cause: unknown) => void;
}

/** Never rejects. @param act resolves to whether it is done */
export async function untilDone(act: () => Promise<boolean>, looks: Looks): Promise<void> {
  let told: string | undefined;
  while (looks.goOn()) {
    try {
      if (await act()) return;
    } catch (cause) {
      const why = cause instanceof Error ? cause.message : String(cause);
      if (why !== told) looks.onTrouble(why, cause);
      told = why;
    }
    await looks.pause();
  }
}
