/** Acknowledges what a reader was shown, one alarm after the other, and nothing that came since. */

/** As it was drawn. */
interface Seen {
  readonly id: string;
  readonly raisedAt: string;
}

export interface AcknowledgeParts {
  /** What waits for somebody now. */
  readonly waiting: () => readonly Seen[];
  /** @throws {Error} refused, or not answered */
  readonly acknowledge: (id: string) => Promise<void>;
}

/**
 * What somebody else has acknowledged meanwhile is done as well; what went and came anew was not seen, and stays.
 * @param seen as it was drawn
 * @returns why each was not acknowledged, by its id
 */
export async function acknowledgeEach(
  seen: readonly Seen[],
  { waiting, acknowledge }: AcknowledgeParts,
): Promise<Map<string, string>> {
  const refused = new Map<string, string>();
  for (const { id, raisedAt } of seen) {
    const now = waiting().find((alarm) => alarm.id === id);
    if (!now) continue;
    if (now.raisedAt !== raisedAt)
      refused.set(id, 'it came anew since this list was drawn: look at it again');
    else
      await acknowledge(id).catch((error: unknown) => {
        refused.set(id, error instanceof Error ? error.message : String(error));
      });
  }
  return refused;
}
