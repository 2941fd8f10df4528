import { seededRng } from '../../core/rng.js';
import type { FailedPoint } from '../request.js';
import type { Parameters } from '../space/space.js';
import { chooserOf, type Known, type MethodName } from './methods.js';
import type { Meter } from './meter.js';
import type { PlanFunction } from './plan-with.js';
import { scoreOf } from './score.js';
import { signOf } from '../targets.js';
import { STAGE, type Outcome, type Task } from './task.js';

/** One experiment of a run. */
export interface Step extends Outcome {
  readonly parameters: Parameters;
  /** Of the run with it; null before the first success. */
  readonly best: number | null;
}

export interface Run {
  readonly seed: number;
  readonly steps: readonly Step[];
  /** How many of them every method began with. */
  readonly initial: number;
  /** Failures after the initial design. */
  readonly failed: number;
  readonly cpuS: number;
  /** CPU seconds of each choice, one for a batch. */
  readonly choiceS: readonly number[];
  /** Most memory the process held after a choice, bytes. */
  readonly memoryBytes: number;
  /** What went otherwise than asked. */
  readonly notes: readonly string[];
}

export interface RunPlan {
  readonly method: MethodName;
  readonly seed: number;
  /** Where a run begins, the same for every method. */
  readonly initial: readonly Parameters[];
  /** Experiments in all, initial ones included. */
  readonly budget: number;
  /** How many are chosen at a time. */
  readonly batch: number;
  readonly plan: PlanFunction;
  readonly meter: Meter;
  /** Ends the run early, when true of the latest step. */
  readonly until?: (step: Step) => boolean;
  readonly tell?: (step: Step) => void;
}

/** One run of one method from one initial design to the end of the budget, or until no untried point is left. */
export async function runTask(task: Task, plan: RunPlan): Promise<Run> {
  const { seed, budget, initial, batch, meter } = plan;
  const startS = meter.cpuS();
  const choose = chooserOf(plan.method, task, seed, plan.plan);
  const course = new Course(task, plan);
  const choiceS: number[] = [];
  const notes = new Set<string>();
  let memoryBytes = 0;
  await course.measure(initial.slice(0, budget));
  while (!course.ended && course.steps.length < budget) {
    const before = meter.cpuS();
    const { points, note } = await choose(course.known, Math.min(batch, budget - course.steps.length));
    choiceS.push(meter.cpuS() - before);
    memoryBytes = Math.max(memoryBytes, meter.memoryBytes());
    if (note !== undefined) notes.add(note);
    if (points.length === 0) {
      notes.add(`no untried point was left after ${course.steps.length} of ${budget} experiments`);
      break;
    }
    await course.measure(points);
  }
  const failed = course.steps.slice(initial.length).filter(({ answer }) => answer === null).length;
  const cpuS = meter.cpuS() - startS;
  return {
    seed,
    steps: course.steps,
    initial: initial.length,
    failed,
    cpuS,
    choiceS,
    memoryBytes,
    notes: [...notes],
  };
}

/** What was measured so far, and how good it is. */
class Course {
  readonly steps: Step[] = [];
  ended = false;
  private readonly score;
  private readonly draws;
  private readonly open: Set<Parameters> | undefined;

  constructor(
    private readonly task: Task,
    private readonly plan: RunPlan,
  ) {
    this.score = scoreOf(task);
    this.draws = seededRng(`replicates ${plan.seed}`);
    this.open = task.among && new Set(task.among);
  }

  get known(): Known {
    const failures: FailedPoint[] = [];
    const observations = [];
    for (const { parameters, answer } of this.steps) {
      if (answer) observations.push({ parameters, values: answer.observed });
      else failures.push({ parameters, stage: STAGE });
    }
    return { observations, failures, open: this.open && [...this.open] };
  }

  /** All at the same time, told in their order. */
  async measure(points: readonly Parameters[]): Promise<void> {
    const first = this.steps.length;
    const outcomes = await Promise.all(
      points.map((parameters, k) => {
        const asked = { seed: this.plan.seed, index: first + k, rng: this.draws };
        return this.task.measure(parameters, asked);
      }),
    );
    outcomes.forEach((outcome, k) => {
      if (!this.ended)
        this.take({ parameters: points[k]!, ...outcome, best: this.score.add(outcome.answer) });
    });
  }

  private take(step: Step): void {
    this.steps.push(step);
    this.open?.delete(step.parameters);
    this.plan.tell?.(step);
    this.ended = this.plan.until?.(step) ?? false;
  }
}

/** Whether a step reached a value (of one objective), in truth rather than by luck. */
export function reaches({ objectives }: Task, threshold: number): (step: Step) => boolean {
  const sign = signOf(objectives[0]!);
  return ({ answer }) => answer !== null && sign * answer.truth[0]! <= sign * threshold;
}
