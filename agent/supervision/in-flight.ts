/** Experiments under way as operators follow them: which step, how far, on which channel, and when it should end. */
import type { Clock } from '../../core/clock.js';
import { Pace, STEP_NAMES } from '../experiment/outlook.js';
import type { Recipe } from '../experiment/recipe.js';
import type { StepName } from '../experiment/steps.js';
import type { LabEvent } from '../record/lab-event.js';

export interface Beginning {
  readonly id: string;
  readonly recipe: Recipe;
  readonly step: string | null;
  readonly startedLabAt: string;
  /** Lab time, ISO 8601: an agent that was started again counts the whole of `step`, not the rest that it saw. */
  readonly stepBeganLabAt?: string | undefined;
  readonly channel?: string | undefined;
}

/** What is published of one experiment. Times are lab time, ISO 8601, UTC. */
export interface Shown {
  readonly [field: string]: string | number | null;
  readonly step: string | null;
  /** Counted from 1; 0 before the first step. */
  readonly stepNumber: number;
  readonly steps: number;
  /** Of the step, and of the time of the whole experiment, 0 to 1. */
  readonly stepShare: number;
  readonly share: number;
  /** Of the tester, as `channel/3`; null while it holds none. */
  readonly channel: string | null;
  readonly startedLabAt: string;
  readonly endsLabAt: string;
  readonly endsEarliestLabAt: string;
  readonly endsLatestLabAt: string;
}

interface Followed extends Beginning {
  stepShare: number;
  /** Lab time at which the step began, ms. */
  stepBeganMs: number;
}

export class InFlight {
  private readonly followed = new Map<string, Followed>();
  private readonly pace = new Pace();

  constructor(private readonly labClock: Clock) {}

  get ids(): readonly string[] {
    return [...this.followed.keys()];
  }

  begin(beginning: Beginning): void {
    const { id, startedLabAt, stepBeganLabAt = startedLabAt } = beginning;
    this.followed.set(id, { ...beginning, stepShare: 0, stepBeganMs: Date.parse(stepBeganLabAt) });
  }

  /** @returns the experiment that is over with this event */
  see(event: LabEvent): string | undefined {
    switch (event.kind) {
      case 'experiment.started':
        this.begin({ id: event.subject, recipe: event.body.recipe, step: null, startedLabAt: event.labAt });
        return undefined;
      case 'command.intended':
        this.change(event.body.experimentId, {
          step: event.body.step,
          stepShare: 0,
          stepBeganMs: Date.parse(event.labAt),
        });
        return undefined;
      case 'command.settled':
        if (event.body.state === 'completed') this.learn(event);
        return undefined;
      case 'lease.taken':
        if (isChannel(event.subject)) this.change(event.body.experimentId, { channel: event.subject });
        return undefined;
      case 'lease.released':
        if (isChannel(event.subject)) this.change(event.body.experimentId, { channel: undefined });
        return undefined;
      case 'experiment.ended':
        return this.followed.delete(event.subject) ? event.subject : undefined;
      default:
        return undefined;
    }
  }

  /** @param jobId `<experiment>.<step>` */
  progress(jobId: string, share: number): void {
    const [id = '', step] = jobId.split('.');
    if (this.followed.get(id)?.step === step) this.change(id, { stepShare: share });
  }

  shown(id: string): Shown | undefined {
    const followed = this.followed.get(id);
    if (!followed) return undefined;
    const { recipe, stepShare, startedLabAt, channel = null } = followed;
    const step = isStep(followed.step) ? followed.step : null;
    const nowMs = this.labClock.now();
    const { expectedS, leastS, mostS } = this.pace.remaining(recipe, step, stepShare);
    const elapsedS = Math.max(0, nowMs - Date.parse(startedLabAt)) / 1000;
    const at = (remainingS: number): string => new Date(nowMs + 1000 * remainingS).toISOString();
    return {
      ...{ step, stepNumber: step === null ? 0 : STEP_NAMES.indexOf(step) + 1, steps: STEP_NAMES.length },
      ...{ stepShare, share: elapsedS / (elapsedS + expectedS), channel, startedLabAt },
      ...{ endsLabAt: at(expectedS), endsEarliestLabAt: at(leastS), endsLatestLabAt: at(mostS) },
    };
  }

  private learn({ subject, labAt }: LabEvent): void {
    const [id = '', name = ''] = subject.split('.');
    const followed = this.followed.get(id);
    if (!followed || followed.step !== name || !isStep(name)) return;
    this.pace.learn(name, followed.recipe, (Date.parse(labAt) - followed.stepBeganMs) / 1000);
  }

  private change(id: string, to: Partial<Followed>): void {
    const followed = this.followed.get(id);
    if (followed) this.followed.set(id, { ...followed, ...to });
  }
}

function isChannel(resource: string): boolean {
  return resource.startsWith('channel/');
}

function isStep(step: string | null): step is StepName {
  return step !== null && STEP_NAMES.includes(step as StepName);
}
