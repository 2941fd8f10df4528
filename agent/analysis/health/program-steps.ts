/** What a tester was told to do in each step of its program, as far as a record can be held against it. */
export interface ProgramStep {
  /** Current that a constant-current step holds, A, positive on charge. */
  readonly currentA?: number;
  /** Voltage that a constant-voltage step holds, V. */
  readonly voltageV?: number;
  /** Of the chamber, K; undefined before the first setting. */
  readonly temperatureK?: number;
}

/** By the step number of the record. */
export type ProgramSteps = ReadonlyMap<number, ProgramStep>;
