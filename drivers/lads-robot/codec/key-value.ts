/** Key and value pairs, as LADS carries program parameters and results (KeyValueType, OPC 30500-1, both strings). */
export interface KeyValue {
  readonly key: string;
  readonly value: string;
}

/** A number as the shortest text that reads back as the same number. */
export function pair(key: string, value: string | number): KeyValue {
  return { key, value: String(value) };
}

/** `prefix.name` pairs of a table of numbers, in the order of its keys. */
export function tablePairs(prefix: string, table: Readonly<Record<string, number>>): KeyValue[] {
  return Object.entries(table).map(([name, value]) => pair(`${prefix}.${name}`, value));
}

/** Pairs as they came over the wire: what is no array holds none, what a pair lacks is empty. */
export function receivedPairs(value: unknown): KeyValue[] {
  if (!Array.isArray(value)) return [];
  return (value as Partial<KeyValue>[]).map(({ key, value: text }) => ({
    key: key ?? '',
    value: text ?? '',
  }));
}

/** Reads pairs back by key; a key sent twice keeps its last value. */
export class PairReader {
  private readonly values: ReadonlyMap<string, string>;

  constructor(pairs: readonly KeyValue[]) {
    this.values = new Map(pairs.map(({ key, value }) => [key, value]));
  }

  text(key: string): string | undefined {
    return this.values.get(key);
  }

  /** NaN when the text is no number, undefined when the key is absent. */
  number(key: string): number | undefined {
    const text = this.values.get(key);
    return text === undefined ? undefined : numberOf(text);
  }

  table(prefix: string): Record<string, number> {
    const start = `${prefix}.`;
    const entries = [...this.values].filter(([key]) => key.startsWith(start));
    return Object.fromEntries(entries.map(([key, text]) => [key.slice(start.length), numberOf(text)]));
  }
}

function numberOf(text: string): number {
  return text.trim() === '' ? NaN : Number(text);
}
