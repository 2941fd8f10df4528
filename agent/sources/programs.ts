/**
 * The programs of a campaign as sources: asked one at a time, each question once. Questions and answers are events, so that
 * what a crash left without an answer is asked again: an estimate can be repeated, and is never computed twice.
 */
import type { CampaignConfig } from '../../config/campaign.js';
import { programsOf, type ProgramSource } from '../../config/sources.js';
import type { Clock } from '../../core/clock.js';
import type { Parameters } from '../record/bodies/campaign.js';
import type { NewEvent } from '../record/lab-event.js';
import type { LabRecord } from '../record/record.js';
import { askProgram, keyOf } from './ask-program.js';
import type { Elsewhere } from './elsewhere.js';
import { Estimates, type Asked } from './estimates.js';
import { questionAt } from './program-document.js';
import { SourceError } from './source-error.js';

export interface ProgramsParts {
  readonly campaignId: string;
  readonly config: CampaignConfig;
  /** Of the campaign's file. */
  readonly folder: string;
  readonly record: LabRecord;
  /** Link time. */
  readonly clock: Clock;
}

/** Failures in a row after which a program is left alone. */
const PATIENCE = 3;

export class Programs {
  private readonly failures = new Map<string, number>();

  private constructor(
    private readonly parts: ProgramsParts,
    private readonly estimates: Estimates,
  ) {}

  static async open(parts: ProgramsParts): Promise<Programs> {
    return new Programs(parts, await Estimates.load(parts.record.db));
  }

  /** What they said so far, and which of them may be asked more. */
  elsewhere(): Elsewhere {
    const programs = programsOf(this.parts.config);
    const asked = this.asked().filter(({ source }) => programs.some(({ name }) => name === source));
    const without = asked.filter(({ estimates }) => estimates.length === 0);
    const [open, spent] = [
      programs.filter((one) => this.mayBeAsked(one)),
      programs.filter((one) => !this.mayBeAsked(one)),
    ];
    return {
      observations: this.estimates
        .observationsOf(this.parts.campaignId)
        .filter(({ source }) => programs.some(({ name }) => name === source)),
      pending: without.map(({ parameters, source }) => ({ parameters, source })),
      offers: open.map(({ name, cost }) => ({ name, cost, fidelity: 'low' })),
      lowFidelity: spent.map(({ name }) => name),
    };
  }

  has(source: string): boolean {
    return this.programOf(source) !== undefined;
  }

  /**
   * Asks and records what came of it; a program that has no answer is no error.
   * @param proposal its id and the point it is about
   * @param decided recorded with the question, or not at all
   * @throws the signal's reason when stopped; the question then stays open
   */
  async ask(
    source: string,
    proposal: { readonly id: string; readonly parameters: Parameters },
    decided: readonly NewEvent[],
    signal: AbortSignal,
  ): Promise<void> {
    const { campaignId } = this.parts;
    const { id, parameters } = proposal;
    signal.throwIfAborted();
    const asked = questionAt(this.parts.config, parameters);
    const question = await keyOf(this.programOf(source)!, asked, this.parts.folder);
    const body = { campaignId, source, parameters, question };
    await this.append(...decided, { kind: 'estimate.asked', subject: id, body });
    await this.answer(
      this.asked().find((one) => one.id === id)!,
      signal,
    );
  }

  /** Asks once more what was left open. @returns whether there was anything */
  async settle(signal: AbortSignal): Promise<boolean> {
    const open = this.asked().filter(({ state }) => state === 'open');
    for (const asked of open) await this.answer(asked, signal);
    return open.length > 0;
  }

  private async answer({ id, source, parameters, question: key }: Asked, signal: AbortSignal): Promise<void> {
    const program = this.programOf(source);
    const before = this.estimates.answerTo(key);
    if (before) return this.answered(id, before, { known: true, durationS: 0 });
    if (!program) return this.failed(id, source, 'it is no source of this campaign any more');
    const startedMs = this.parts.clock.monotonic();
    try {
      const question = questionAt(this.parts.config, parameters);
      const answer = await askProgram(program, question, this.parts, signal);
      const durationS = (this.parts.clock.monotonic() - startedMs) / 1000;
      const said = 'none' in answer ? { estimates: [], reason: answer.none } : { ...answer, reason: '' };
      await this.answered(id, said, { known: false, durationS });
      this.failures.delete(source);
    } catch (error) {
      if (!(error instanceof SourceError)) throw error;
      await this.failed(id, source, error.message);
    }
  }

  private async answered(
    id: string,
    { estimates, reason }: Pick<Asked, 'estimates' | 'reason'>,
    how: { readonly known: boolean; readonly durationS: number },
  ): Promise<void> {
    await this.append({ kind: 'estimate.answered', subject: id, body: { estimates, reason, ...how } });
  }

  private async failed(id: string, source: string, reason: string): Promise<void> {
    const failures = (this.failures.get(source) ?? 0) + 1;
    this.failures.set(source, failures);
    await this.append({ kind: 'estimate.failed', subject: id, body: { reason } });
    if (failures !== PATIENCE) return;
    const text = `${source} failed ${PATIENCE} times in a row and is not asked until the next start: ${reason}`;
    await this.append({ kind: 'notice', subject: source, body: { level: 'warning', text } });
  }

  private async append(...events: readonly NewEvent[]): Promise<void> {
    for (const event of await this.parts.record.append(...events)) this.estimates.take(event);
  }

  private mayBeAsked({ name, maxRuns }: ProgramSource): boolean {
    const times = this.asked().filter(({ source }) => source === name).length;
    return times < maxRuns && (this.failures.get(name) ?? 0) < PATIENCE;
  }

  private asked(): Asked[] {
    return this.estimates.of(this.parts.campaignId);
  }

  private programOf(source: string): ProgramSource | undefined {
    return programsOf(this.parts.config).find(({ name }) => name === source);
  }
}
