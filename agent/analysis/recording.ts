/** How a record was made: what screening needs to tell a flaw from a pause. */
export interface Recording {
  /** Longest time between two rows that the tester was told to leave, s. */
  readonly everyS: number;
  /** Currents up to this size are no current: the channel's offset, A. */
  readonly restCurrentA: number;
  /** This many equal voltages in a row under steady current are a frozen reading. Default 20. */
  readonly frozenRows?: number;
  /** Ends of the ranges of the channel, A and V: readings at them are clipped. Unknown unless given. */
  readonly rangeA?: number;
  readonly rangeV?: readonly [number, number];
  /**
   * Positive current raises the voltage in every cell. What is put in is taken to be the charge, and what comes out the
   * discharge; in a half cell of an anode against lithium (`anode-half`) it is the other way round. Default `full`.
   */
  readonly cell?: 'full' | 'anode-half';
  /** False where no temperature was measured at all: then its absence is no defect of any row. Default true. */
  readonly hasTemperature?: boolean;
}

/** True when the interval from row `a` to row `b` carries no current. */
export function isRest(recording: Recording, currentA: number, nextCurrentA: number): boolean {
  return Math.max(Math.abs(currentA), Math.abs(nextCurrentA)) <= recording.restCurrentA;
}
