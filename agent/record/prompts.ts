/** What the record holds of questions to operators. */
import type { Knex } from 'knex';

export interface PromptRow {
  readonly id: string;
  readonly experimentId: string;
  /** What the question is about, as leases name it. */
  readonly place: string;
  readonly question: string;
  /** By their short names, what each means. */
  readonly options: Readonly<Record<string, string>>;
  /** What is taken for the answer when nobody gives one before the deadline. */
  readonly defaultOption: string;
  /** Lab time, ISO 8601. */
  readonly deadlineLabAt: string;
}

type StoredPrompt = Omit<PromptRow, 'options'> & { readonly options: string };

const COLUMNS = {
  id: 'id',
  experimentId: 'experiment_id',
  place: 'place',
  question: 'question',
  options: 'options',
  defaultOption: 'default_option',
  deadlineLabAt: 'deadline_lab_at',
};

/** Those without an answer, oldest first. */
export async function openPrompts(db: Knex): Promise<PromptRow[]> {
  const rows: StoredPrompt[] = await db('prompts')
    .whereNull('answer')
    .orderBy(['deadline_lab_at', 'id'])
    .select(COLUMNS);
  return rows.map((row) => ({ ...row, options: JSON.parse(row.options) as PromptRow['options'] }));
}

/** How many questions an experiment gave rise to. */
export async function promptCount(db: Knex, experimentId: string): Promise<number> {
  const { n } = await db('prompts')
    .where({ experiment_id: experimentId })
    .count({ n: '*' })
    .first<{ n: number }>();
  return n;
}

/** True when a question about the experiment was answered so. */
export async function wasAnswered(db: Knex, experimentId: string, answer: string): Promise<boolean> {
  return (await db('prompts').where({ experiment_id: experimentId, answer }).first()) !== undefined;
}
