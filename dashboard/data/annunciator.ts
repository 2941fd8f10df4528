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
  private heard: readonly string[] = [];

  /** How many beeps what has come since the last look is worth: those of its most urgent. @param waiting all of them */
  beepsFor(waiting: readonly Raised[]): number {
    const fresh = waiting.filter((alarm) => !this.heard.includes(nameOf(alarm)));
    this.heard = [...this.heard, ...fresh.map(nameOf)].slice(-MOST_REMEMBERED);
    return Math.max(0, ...fresh.map(({ priority }) => BEEPS[priority]));
  }
}

/** The same alarm that comes again is another one. */
function nameOf({ id, raisedAt }: Raised): string {
  return `${id} ${raisedAt}`;
}
