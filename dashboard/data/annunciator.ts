/** How alarms that nobody has seen sound: the more urgent, the more beeps, never told by pitch. A burst is one sound. */

interface Raised {
  readonly id: string;
  readonly raisedAt: string;
  readonly priority: 'critical' | 'high' | 'medium' | 'low';
}

const BEEPS: Readonly<Record<Raised['priority'], number>> = { critical: 4, high: 3, medium: 2, low: 1 };
/** A page stays open for weeks. */
const MOST_REMEMBERED = 1000;

export class Annunciator {
  private heard: ReadonlySet<string> = new Set();

  /** How many beeps what has come since the last look is worth: those of its most urgent. @param waiting all of them */
  beepsFor(waiting: readonly Raised[]): number {
    const fresh = waiting.filter((alarm) => !this.heard.has(nameOf(alarm)));
    if (fresh.length === 0) return 0;
    // Of those that wait no more the latest are kept: a broken line may bring them back.
    const before = [...this.heard].slice(-MOST_REMEMBERED);
    this.heard = new Set([...before, ...waiting.map(nameOf)]);
    return Math.max(...fresh.map(({ priority }) => BEEPS[priority]));
  }
}

/** The same alarm that comes again is another one. */
function nameOf({ id, raisedAt }: Raised): string {
  return `${id} ${raisedAt}`;
}
