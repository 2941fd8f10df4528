/** From the record's events to lines for people: one for each event that matters, nothing for the others. */
import type { Prediction } from '../../planner/proposal.js';
import { measurementSd } from '../../planner/prediction.js';
import { reasonsFrom } from '../campaign/reasons.js';
import { limitOf } from '../experiment/outcome.js';
import type { LabEvent } from '../record/lab-event.js';
import { lineOf } from './event-lines.js';
import { describeRecipe } from './summary.js';

type Of<K extends LabEvent['kind']> = Extract<LabEvent, { kind: K }>;

/** The steps worth a line when they begin. */
const STEP_WORDS: Readonly<Record<string, string>> = {
  formulate: 'is being mixed',
  form: 'is assembled and begins to form',
  age: 'has formed and begins to cycle',
  unload: 'has cycled and goes to the characterisation station',
};

export class Narration {
  /** Of which no experiment has begun yet. */
  private readonly proposals = new Map<string, Of<'proposal.made'>['body']>();
  /** Of experiments that have not ended, what the campaign aims for. */
  private readonly measured = new Map<string, Of<'observation.made'>[]>();
  private readonly asked = new Map<string, Of<'estimate.asked'>['body']>();
  /** Text of the latest notice. */
  private noticed = '';

  constructor(private readonly objectives: readonly { readonly quantity: string; readonly unit: string }[]) {}

  /** The line for an event; undefined when it is not worth one. */
  tell(event: LabEvent): string | undefined {
    switch (event.kind) {
      case 'proposal.made':
        this.proposals.set(event.subject, event.body);
        return undefined;
      case 'proposal.decided':
        if (event.body.decision === 'refused') this.proposals.delete(event.subject);
        return lineOf(event);
      case 'experiment.started':
        return this.begun(event);
      case 'command.intended':
        return this.step(event);
      case 'observation.made':
        this.remember(event);
        return undefined;
      case 'experiment.ended':
        return this.ended(event);
      case 'notice':
        return this.notice(event);
      case 'alarm.raised':
        return this.alarm(event);
      case 'estimate.asked':
        this.asked.set(event.subject, event.body);
        return undefined;
      case 'estimate.answered':
      case 'estimate.failed':
        return this.estimated(event);
      default:
        return lineOf(event);
    }
  }

  private notice({ body: { level, text } }: Of<'notice'>): string {
    this.noticed = text;
    return level === 'info' ? text : `${level.toUpperCase()} ${text}`;
  }

  /** One that was a notice a moment ago has had its line. */
  private alarm({ subject, body: { priority, text } }: Of<'alarm.raised'>): string | undefined {
    return text === this.noticed ? undefined : `ALARM ${priority} ${subject}: ${text}`;
  }

  private begun({ subject, body: { proposalId, attempt } }: Of<'experiment.started'>): string {
    if (attempt > 1) return `${subject} repeats ${proposalId} (try ${attempt})`;
    const proposal = this.proposals.get(proposalId);
    if (!proposal) return `${subject} begins (${proposalId}, which was proposed before this start)`;
    this.proposals.delete(proposalId);
    const { predictions, reason } = reasonsFrom(proposal.why);
    const expected = predictions ? `predicted ${this.expected(predictions)}` : reason;
    return `${subject} begins (${expected}): ${describeRecipe(proposal.parameters)}`;
  }

  private expected(predictions: readonly Prediction[]): string {
    const texts = this.objectives.map(({ quantity, unit }, k) => {
      const { mean } = predictions[k]!;
      const text = `${mean.toFixed(2)} ± ${measurementSd(predictions[k]!).toFixed(2)} ${unit}`;
      return this.objectives.length === 1 ? text : `${quantity} ${text}`;
    });
    return texts.join(', ');
  }

  private estimated({ kind, subject, body }: Of<'estimate.answered' | 'estimate.failed'>): string {
    const { source, parameters } = this.asked.get(subject) ?? { source: subject, parameters: {} };
    this.asked.delete(subject);
    if (kind === 'estimate.failed') return `${source} has no estimate: ${body.reason}`;
    const values = body.estimates.map(
      ({ quantity, value, unit }) => `${quantity} ${value.toFixed(2)} ${unit}`,
    );
    const said = values.length > 0 ? values.join(', ') : `nothing: ${body.reason}`;
    return `${source} estimates ${said} (${describeRecipe(parameters)})`;
  }

  private step({ body }: Of<'command.intended'>): string | undefined {
    const words = STEP_WORDS[body.step];
    return words === undefined ? undefined : `${body.experimentId} ${words}`;
  }

  private remember(event: Of<'observation.made'>): void {
    if (!this.objectives.some(({ quantity }) => quantity === event.subject)) return;
    const { experimentId } = event.body;
    this.measured.set(experimentId, [...(this.measured.get(experimentId) ?? []), event]);
  }

  private ended({ subject, body: { outcome } }: Of<'experiment.ended'>): string {
    const { status, failure } = outcome.execution;
    const measured = this.measured.get(subject) ?? [];
    this.measured.delete(subject);
    if (failure) {
      return `${subject} ${status} at ${failure.stage}: ${failure.cause} (${failure.attribution}); ${failure.evidence}`;
    }
    const results = measured.map((event) => cameOut(event, limitOf(outcome, event.subject)));
    return `${subject} completed: ${results.join('; ') || 'nothing measured'}`;
  }
}

function cameOut({ subject, body }: Of<'observation.made'>, limit: ReturnType<typeof limitOf>): string {
  const { value, standardUncertainty, unit, reason } = body;
  if (value === null) return `no ${subject}: ${reason}`;
  if (limit) return `${subject} ${limit} ${value.toFixed(2)} ${unit}`;
  return `${subject} ${value.toFixed(2)} ± ${(standardUncertainty ?? 0).toFixed(2)} ${unit}`;
}
