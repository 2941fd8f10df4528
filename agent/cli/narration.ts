/** From the record's events to lines for people: one for each event that matters, nothing for the others. */
import type { Prediction } from '../../planner/planner.js';
import { measurementSd } from '../../planner/prediction.js';
import { reasonsFrom } from '../campaign/reasons.js';
import type { LabEvent } from '../record/lab-event.js';
import { describeRecipe } from './summary.js';

type Of<K extends LabEvent['kind']> = Extract<LabEvent, { kind: K }>;

/** The steps worth a line when they begin. */
const STEP_WORDS: Readonly<Record<string, string>> = {
  formulate: 'is being mixed',
  form: 'is assembled and begins to form',
  age: 'has formed and begins to cycle',
  unload: 'has cycled and goes to the characterisation station',
};

function listed(leftOut: readonly string[]): string {
  return leftOut.length === 0 ? '' : `; left out: ${leftOut.join('; ')}`;
}

export class Narration {
  private readonly proposals = new Map<string, Of<'proposal.made'>['body']>();
  private readonly measured = new Map<string, string[]>();
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
        return event.body.decision === 'refused'
          ? `${event.subject} refused: ${event.body.reasons.join('; ')}`
          : undefined;
      case 'experiment.started':
        return this.begun(event);
      case 'command.intended':
        return this.step(event);
      case 'observation.made':
        this.remember(event);
        return undefined;
      case 'experiment.ended':
        return this.ended(event);
      case 'campaign.state':
        return `campaign ${event.body.state} by ${event.body.actor}: ${event.body.reason}`;
      case 'prompt.raised': {
        const { question, options, defaultOption, deadlineLabAt } = event.body;
        return `QUESTION ${event.subject}: ${question} (${Object.keys(options).join(' | ')}; ${defaultOption} from ${deadlineLabAt} lab time on)`;
      }
      case 'prompt.answered':
        return `${event.subject} answered ${event.body.option} by ${event.body.actor}: ${event.body.note}`;
      case 'operator.acted':
        return `${event.body.actor} asked for ${event.body.verb}: ${event.body.reason}`;
      case 'operator.answered':
        return event.body.ok
          ? undefined
          : `${event.body.verb} of ${event.body.actor} was refused: ${event.body.message}`;
      case 'approval.asked': {
        const { reasons, byDefault, deadlineLabAt } = event.body;
        return `${event.subject} waits for a person (${reasons.join('; ')}); ${byDefault} from ${deadlineLabAt} lab time on`;
      }
      case 'approval.held':
        return `${event.subject} held by ${event.body.actor}: ${event.body.note}`;
      case 'lock.taken':
        return `${event.subject} locked by ${event.body.holder} until ${event.body.until}: ${event.body.note}`;
      case 'lock.released':
        return `${event.subject} unlocked by ${event.body.actor}: ${event.body.note}`;
      case 'access.changed':
        return `${event.body.what.replace('-', ' ')}: ${event.subject}, by ${event.body.by}`;
      case 'access.tried':
        return event.body.ok ? `${event.subject} signed in from ${event.body.from}` : undefined;
      case 'maintenance.began':
        return `maintenance of ${event.body.instruments.join(', ')} until ${event.body.endsAt}: ${event.body.reason}`;
      case 'maintenance.ended':
        return `maintenance window ${event.subject} is over`;
      case 'notice':
        return this.notice(event);
      case 'alarm.raised':
        return this.alarm(event);
      case 'alarm.acknowledged':
        return `alarm ${event.subject} acknowledged by ${event.body.actor}: ${event.body.note}`;
      case 'alarm.shelved':
        return `alarm ${event.subject} shelved by ${event.body.actor} until ${event.body.until}: ${event.body.note}`;
      case 'alarm.unshelved':
        return `alarm ${event.subject} unshelved by ${event.body.actor}: ${event.body.note}`;
      case 'message.failed':
        return `route ${event.subject} takes no messages: ${event.body.reason}`;
      case 'raw.removed':
        return `${event.subject}: raw payloads removed (${event.body.reason})`;
      case 'experiment.cut-short':
        return `${event.subject} is ended early by ${event.body.actor}: ${event.body.reason}`;
      case 'source.read':
        return `${event.body.rows} rows of ${event.subject} (${event.body.file}) are known${listed(event.body.leftOut)}`;
      case 'estimate.asked':
        this.asked.set(event.subject, event.body);
        return undefined;
      case 'estimate.answered':
        return this.estimated(event);
      case 'estimate.failed':
        return `${this.asked.get(event.subject)?.source ?? event.subject} has no estimate: ${event.body.reason}`;
      case 'agent.started':
      case 'agent.stopped':
      case 'campaign.opened':
      case 'alarm.cleared':
      case 'alarm.suppressed':
      case 'alarm.unsuppressed':
      case 'message.sent':
      case 'command.acknowledged':
      case 'command.settled':
      case 'lease.taken':
      case 'lease.released':
      case 'approval.moved':
        return undefined;
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

  private begun({ subject, body }: Of<'experiment.started'>): string {
    const proposal = this.proposals.get(body.proposalId);
    if (!proposal || body.attempt > 1) return `${subject} repeats ${body.proposalId} (try ${body.attempt})`;
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

  private estimated({ subject, body: { estimates, reason } }: Of<'estimate.answered'>): string {
    const asked = this.asked.get(subject);
    const values = estimates.map(({ quantity, value, unit }) => `${quantity} ${value.toFixed(2)} ${unit}`);
    const said = values.length > 0 ? values.join(', ') : `nothing: ${reason}`;
    return `${asked?.source ?? subject} estimates ${said} (${describeRecipe(asked?.parameters ?? {})})`;
  }

  private step({ body }: Of<'command.intended'>): string | undefined {
    const words = STEP_WORDS[body.step];
    return words === undefined ? undefined : `${body.experimentId} ${words}`;
  }

  private remember({ subject, body }: Of<'observation.made'>): void {
    if (!this.objectives.some(({ quantity }) => quantity === subject)) return;
    const text =
      body.value === null
        ? `no ${subject}: ${body.reason}`
        : `${subject} ${body.value.toFixed(2)} ± ${(body.standardUncertainty ?? 0).toFixed(2)} ${body.unit}`;
    const earlier = this.measured.get(body.experimentId) ?? [];
    this.measured.set(body.experimentId, [...earlier, text]);
  }

  private ended({ subject, body }: Of<'experiment.ended'>): string {
    const { status, failure } = body.outcome.execution;
    if (failure) {
      return `${subject} ${status} at ${failure.stage}: ${failure.cause} (${failure.attribution}); ${failure.evidence}`;
    }
    return `${subject} completed: ${this.measured.get(subject)?.join('; ') ?? 'nothing measured'}`;
  }
}
