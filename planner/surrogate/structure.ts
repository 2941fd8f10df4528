/** Where the rows of a model came from, and which groups that makes. */

/** Who said it, and with what. */
export interface Origin {
  /** Laboratory, paper, database or simulator; where others have one, a value without is of what all have in common. */
  readonly source?: string | undefined;
  /** Channel, station or robot. */
  readonly instrument?: string | undefined;
}

/** One value with its origin. Values and variances in any unit; features on roughly the unit cube. */
export interface SourcedRow extends Origin {
  readonly features: Float64Array;
  readonly value: number;
  /** Known variance beside the learned noise. */
  readonly extraNoiseVariance: number;
  /** How much of the learned noise variance the value bears: 1, or 1/m for the mean of m values. */
  readonly noiseShare?: number;
  /** The true value lies beyond `value`. */
  readonly censored?: 'above' | 'below' | undefined;
}

/** The groups among rows; each gets parameters of its own. */
export interface Structure {
  /** Each has a bias of its own: a random effect. */
  readonly sources: readonly string[];
  readonly instruments: readonly string[];
  /** Sources of low fidelity: each has a discrepancy function too. */
  readonly lowFidelity: readonly string[];
  /** Each has a noise of its own: instruments, and sources where no instrument is known. */
  readonly noises: readonly string[];
}

/** Index of each row's group in the lists of a structure, -1 for none. */
export interface Tags {
  readonly source: Int32Array;
  readonly instrument: Int32Array;
  readonly discrepancy: Int32Array;
  readonly noise: Int32Array;
  readonly noiseShare: Float64Array;
}

/** The groups that occur among rows, in the order of first appearance. */
export function structureOf(rows: readonly Origin[], lowFidelity: ReadonlySet<string>): Structure {
  const distinct = (names: readonly (string | undefined)[]): string[] => [
    ...new Set(names.filter((name) => name !== undefined)),
  ];
  const sources = distinct(rows.map(({ source }) => source));
  return {
    sources,
    instruments: distinct(rows.map(({ instrument }) => instrument)),
    lowFidelity: sources.filter((name) => lowFidelity.has(name)),
    noises: distinct(rows.map(noiseGroup)),
  };
}

export function tagsOf(structure: Structure, rows: readonly (Origin & { noiseShare?: number })[]): Tags {
  const index = (names: readonly string[], pick: (row: Origin) => string | undefined): Int32Array =>
    Int32Array.from(rows, (row) => names.indexOf(pick(row) ?? ''));
  return {
    source: index(structure.sources, ({ source }) => source),
    instrument: index(structure.instruments, ({ instrument }) => instrument),
    discrepancy: index(structure.lowFidelity, ({ source }) => source),
    noise: index(structure.noises, noiseGroup),
    noiseShare: Float64Array.from(rows, ({ noiseShare = 1 }) => noiseShare),
  };
}

function noiseGroup({ source, instrument }: Origin): string | undefined {
  if (instrument !== undefined) return `instrument ${instrument}`;
  return source === undefined ? undefined : `source ${source}`;
}
