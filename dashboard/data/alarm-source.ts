/** What an alarm is about: by its title alone two of one kind could not be told apart. */

interface Named {
  readonly title: string;
  /** An instrument, an experiment, a question, a way to people; empty where the lab has one alarm of the kind. */
  readonly source: string;
}

/** In words, as in `A cell left its limits: E0009`. */
export function nameOf({ title, source }: Named): string {
  return source === '' ? title : `${title}: ${source}`;
}

/** The experiment that a source is, or belongs to as a question does (`E0009.question-1`). */
export function experimentIn(source: string): string | undefined {
  return /^E\d{4,}(?=\.|$)/.exec(source)?.[0];
}
