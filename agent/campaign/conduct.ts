/** Carries one experiment out to its recorded end, whatever that is, and leaves the lab clear behind it. */
import type { Figure } from '../analysis/figure.js';
import { ExperimentFailure } from '../experiment/diagnosis.js';
import { makeSafe } from '../experiment/command.js';
import { Experiment, type Evidence, type ExperimentTools } from '../experiment/experiment.js';
import { aborted, failed, type Outcome } from '../experiment/outcome.js';
import type { Recipe } from '../experiment/recipe.js';
import { stageOf } from '../experiment/steps.js';
import { commandOf, openCommandsOf, stepOf, type ExperimentRow } from '../record/experiments.js';
import type { NewEvent } from '../record/lab-event.js';
import type { Leases } from './leases.js';

export interface ConductTools extends ExperimentTools {
  readonly leases: Leases;
  /** The figures of merit of a finished experiment. */
  readonly analyse: (evidence: Evidence, recipe: Recipe) => readonly Figure[];
}

export class Conduct {
  constructor(private readonly tools: ConductTools) {}

  /** Resolves when the end is recorded. Rejects only for a fault of our own, after making the lab safe. */
  async run(experiment: ExperimentRow, signal: AbortSignal): Promise<void> {
    const run = new Experiment(experiment.id, experiment.recipe, this.tools, signal);
    const figures: Figure[] = [];
    let outcome: Outcome;
    try {
      figures.push(...this.tools.analyse(await run.run(), experiment.recipe));
      outcome = concluded(figures);
    } catch (error) {
      outcome = await this.outcomeOf(error, experiment, signal);
    }
    if (!signal.aborted) await this.discard(run, experiment.id);
    await this.tools.leases.releaseAll(experiment.id);
    await this.tools.record.append(
      ...figures
        .filter((figure) => Number.isFinite(figure.value))
        .map((figure) => observed(experiment.id, figure)),
      { kind: 'experiment.ended', subject: experiment.id, body: { outcome } },
    );
  }

  /** Takes away cells that ended experiments left in the lab when they were stopped. */
  async clearAway(experiments: readonly ExperimentRow[], signal: AbortSignal): Promise<void> {
    for (const { id, recipe, status } of experiments) {
      if (status === 'running') continue;
      const { db } = this.tools.record;
      const built = await commandOf(db, `${id}.assemble`);
      const cleared = await commandOf(db, `${id}.discard`);
      if (built?.state === 'completed' && cleared?.state !== 'completed') {
        await this.discard(new Experiment(id, recipe, this.tools, signal), id);
      }
    }
  }

  private async outcomeOf(error: unknown, { id }: ExperimentRow, signal: AbortSignal): Promise<Outcome> {
    const stage = stageOf(await stepOf(this.tools.record.db, id));
    if (signal.aborted) return aborted(stage, error instanceof Error ? error.message : String(error));
    if (error instanceof ExperimentFailure) return failed(error.failure);
    await this.makeAllSafe(id);
    throw error;
  }

  private async makeAllSafe(experimentId: string): Promise<void> {
    const { robot, cycler, station } = this.tools.lab;
    for (const { jobId, instrument: name, step } of await openCommandsOf(
      this.tools.record.db,
      experimentId,
    )) {
      const instrument = [robot, cycler, station].find((candidate) => candidate.id === name);
      if (instrument) await makeSafe({ jobId, experimentId, step, instrument, task: undefined }, this.tools);
    }
  }

  /** A cell that cannot be taken away bars its channel: the next cell would meet it there. */
  private async discard(run: Experiment, id: string): Promise<void> {
    try {
      await run.discard();
    } catch (error) {
      if (!(error instanceof ExperimentFailure)) throw error;
      const text = `the cell of ${id} could not be taken away (${error.failure.evidence}); its place is not used again until somebody has looked`;
      await this.tools.record.append({ kind: 'notice', subject: id, body: { level: 'alarm', text } });
      this.tools.leases.barHeldBy(id);
    }
  }
}

function concluded(figures: readonly Figure[]): Outcome {
  const worst =
    figures.find((figure) => figure.quality === 'invalid') ??
    figures.find((figure) => figure.quality === 'suspect');
  return {
    execution: { status: 'completed' },
    validity: worst
      ? { status: 'suspect', reason: `${worst.quantity}: ${worst.reason}` }
      : { status: 'valid' },
    result: { status: figures.some((figure) => figure.quality !== 'invalid') ? 'observed' : 'none' },
  };
}

function observed(experimentId: string, figure: Figure): NewEvent {
  const { quantity, value, standardUncertainty, unit, quality, reason } = figure;
  const body = { experimentId, value, standardUncertainty, unit, quality, reason };
  return { kind: 'observation.made', subject: quantity, body };
}
