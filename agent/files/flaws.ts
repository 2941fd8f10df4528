/** What is wrong with lines of a file that is read all the same: counted, with the first few of each kind named. */

export interface Flaw {
  /** From 1, as editors count. */
  readonly line: number;
  /** As the header writes it; undefined when the whole line is meant. */
  readonly column?: string;
  /** What was expected and what came. */
  readonly message: string;
}

const NAMED = 3;

/** Flaws by what they are, in constant memory however many lines are bad. */
export class Flaws {
  private readonly kinds = new Map<string, { count: number; first: Flaw[] }>();

  /** @param named how many of a kind are named one by one */
  constructor(
    private readonly path: string,
    private readonly named = NAMED,
  ) {}

  get count(): number {
    return [...this.kinds.values()].reduce((sum, { count }) => sum + count, 0);
  }

  /** @param kind flaws of one kind are counted together; the column belongs to it */
  add(kind: string, flaw: Flaw): void {
    const key = `${kind} ${flaw.column ?? ''}`;
    const entry = this.kinds.get(key) ?? { count: 0, first: [] };
    this.kinds.set(key, entry);
    entry.count++;
    if (entry.first.length < this.named) entry.first.push(flaw);
  }

  /** One line each for people: `file:line, column "x": what`. */
  lines(): string[] {
    return [...this.kinds.values()].flatMap(({ count, first }) => [
      ...first.map((flaw) => this.line(flaw)),
      ...(count > first.length ? [`${this.path}: and ${count - first.length} more lines like the last`] : []),
    ]);
  }

  private line({ line, column, message }: Flaw): string {
    return `${this.path}:${line}${column === undefined ? '' : `, column "${column}"`}: ${message}`;
  }
}
