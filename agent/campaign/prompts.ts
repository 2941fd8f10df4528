/**
 * Questions to a person, asked only where no instrument can tell how things stand. Each has options and a deadline in lab
 * time, after which its default counts as the answer. Questions and answers are events: a restart takes up what is open.
 */
import type { Clock } from '../../core/clock.js';
import { openPrompts, promptCount, type PromptRow } from '../record/prompts.js';
import type { LabRecord } from '../record/record.js';
import { Deadlines } from './deadlines.js';

export type Question = Omit<PromptRow, 'id' | 'deadlineLabAt'>;

export interface PromptsOptions {
  readonly record: LabRecord;
  /** Lab time. */
  readonly lab: Clock;
  /** How long a question stays open, lab time. */
  readonly answerWithinMs: number;
  readonly onTrouble: (error: Error) => void;
}

interface Answer {
  readonly option: string;
  readonly actor: string;
  readonly note: string;
}

type Listener = (prompt: PromptRow, option: string) => void;

/** In the place of an operator's name. */
const DEADLINE = 'deadline';
const AGENT = 'agent';
/** Not among the options: the question has no object any more. */
const SETTLED = 'settled';

export class Prompts {
  private readonly open = new Map<string, PromptRow>();
  private readonly listeners = new Set<Listener>();
  private readonly deadlines: Deadlines;

  constructor(private readonly options: PromptsOptions) {
    const { record, lab, onTrouble } = options;
    this.deadlines = new Deadlines({ record, lab, act: this.expire.bind(this), onTrouble });
  }

  /** Takes up what the record holds open; a deadline that passed meanwhile applies at once. */
  async load(): Promise<void> {
    for (const prompt of await openPrompts(this.options.record.db)) this.await(prompt);
  }

  /** Asks, unless a question about that experiment is open. */
  async ask(question: Question): Promise<void> {
    const { record, lab, answerWithinMs } = this.options;
    const { experimentId } = question;
    if (this.about(experimentId)) return;
    const id = `${experimentId}.question-${(await promptCount(record.db, experimentId)) + 1}`;
    const deadlineLabAt = new Date(lab.now() + answerWithinMs).toISOString();
    await record.append({ kind: 'prompt.raised', subject: id, body: { ...question, deadlineLabAt } });
    this.await({ ...question, id, deadlineLabAt });
  }

  /** @throws {Error} when there is no such open question, or it has no such option */
  async answer(actor: string, id: string, option: string, note: string): Promise<void> {
    const prompt = this.open.get(id);
    if (!prompt) {
      const open = [...this.open.keys()].join(', ') || 'none';
      throw new Error(`'${id}' is not an open question (open: ${open})`);
    }
    if (!Object.hasOwn(prompt.options, option)) {
      throw new Error(`'${option}' is no answer to ${id}: ${Object.keys(prompt.options).join(', ')}`);
    }
    await this.close(prompt, { option, actor, note });
    for (const listener of this.listeners) listener(prompt, option);
  }

  /**
   * The same by the experiment that the question is about.
   * @throws {Error} when nobody is asked about it, or as `answer`
   */
  async answerAbout(actor: string, experimentId: string, option: string, note: string): Promise<void> {
    const prompt = this.about(experimentId);
    if (!prompt)
      throw new Error(
        `no step of ${experimentId} waits for a person: a step that fails ends its experiment, and only a cell that could not be taken away is asked about`,
      );
    await this.answer(actor, prompt.id, option, note);
  }

  /** The instruments have told meanwhile. */
  async withdraw(experimentId: string, note: string): Promise<void> {
    const prompt = this.about(experimentId);
    if (prompt) await this.close(prompt, { option: SETTLED, actor: AGENT, note });
  }

  /** Calls `listener` with every answer, an operator's or the deadline's. */
  onAnswer(listener: Listener): void {
    this.listeners.add(listener);
  }

  /** To be called every few seconds: finds the deadlines that have passed. */
  look(): void {
    this.deadlines.look();
  }

  /** Deadlines apply no more until the next start. */
  stop(): void {
    this.deadlines.stop();
  }

  private about(experimentId: string): PromptRow | undefined {
    return [...this.open.values()].find((prompt) => prompt.experimentId === experimentId);
  }

  /** Taken off first, so that nobody else answers meanwhile; open again when the record does not take the answer. */
  private async close(prompt: PromptRow, body: Answer): Promise<void> {
    const { id } = prompt;
    this.open.delete(id);
    try {
      await this.options.record.append({ kind: 'prompt.answered', subject: id, body });
    } catch (error) {
      this.open.set(id, prompt);
      throw error;
    }
  }

  private await(prompt: PromptRow): void {
    this.open.set(prompt.id, prompt);
    this.deadlines.set(prompt.id, prompt.deadlineLabAt);
  }

  private async expire(id: string): Promise<void> {
    const prompt = this.open.get(id);
    if (prompt) await this.answer(DEADLINE, id, prompt.defaultOption, 'nobody answered in time');
  }
}
