/** Carries one experiment out to its recorded end, whatever that is, and leaves the lab clear behind it. */
import type { Instrument } from '../../drivers/instrument.js';
import { DEFINITIONS_VERSION } from '../analysis/definitions.js';
import type { Figure, FigureName } from '../analysis/figure.js';
import { carryOut } from '../experiment/command.js';
import { ExperimentFailure } from '../experiment/diagnosis/experiment-failure.js';
import type { Evidence } from '../experiment/characterisation.js';
import { Experiment, type ExperimentTools } from '../experiment/experiment.js';
import { aborted, failed, type Failure, type Outcome } from '../experiment/outcome.js';
import type { Recipe } from '../experiment/recipe.js';
import { stageOf } from '../experiment/steps.js';
import { CLEARED, isCellLeft, placesHeldBy } from '../experiment/whereabouts.js';
import { CutShort, figuresOfCut, outcomeOfCut } from '../stopping/cut-short.js';
import { openCommandsOf } from '../record/commands.js';
import { experimentOf, stepOf, type ExperimentRow } from '../record/experiments.js';
import type { NewEvent } from '../record/lab-event.js';
import type { Leases } from './leases.js';
import type { Prompts } from './prompts.js';
import { whereIsTheCell } from './whereabouts-question.js';

export interface ConductTools extends ExperimentTools {
  readonly leases: Leases;
  readonly prompts: Prompts;
  /** The figures of merit of an experiment, from what there is of it. */
  readonly analyse: (evidence: Partial<Evidence>, recipe: Recipe) => readonly Figure[];
}

export class Conduct {
  constructor(private readonly tools: ConductTools) {
    tools.prompts.onAnswer(({ experimentId }, option) => {
      if (option === CLEARED) tools.leases.unbar(experimentId);
    });
  }

  /** Resolves when the end is recorded. Rejects only for a fault of our own, after making the lab safe. */
  async run(experiment: ExperimentRow, signal: AbortSignal): Promise<void> {
    const run = new Experiment(experiment.id, experiment.recipe, this.tools, signal);
    const figures: Figure[] = [];
    let outcome: Outcome;
    try {
      const evidence = await run.run();
      figures.push(...this.tools.analyse(evidence, experiment.recipe));
      outcome = concluded(figures, evidence.failure);
    } catch (error) {
      if (error instanceof CutShort) {
        figures.push(...figuresOfCut(this.tools.analyse(error.evidence, experiment.recipe), error.message));
        outcome = outcomeOfCut(figures, error.message);
      } else outcome = await this.outcomeOf(error, experiment, signal);
    }
    if (!signal.aborted) await this.discard(run, experiment.id, signal);
    await this.tools.leases.releaseAll(experiment.id);
    await this.tools.record.append(...figures.map((figure) => observed(experiment.id, figure)), {
      kind: 'experiment.ended',
      subject: experiment.id,
      body: { outcome },
    });
  }

  /**
   * What an earlier life left, before anything begins. Places that may still hold cells of ended experiments are barred until
   * `clearAway` has taken them away; what other ended experiments hold is given back, for nobody else will.
   */
  async takeOver(experiments: readonly ExperimentRow[]): Promise<void> {
    const { leases, record } = this.tools;
    const left = await this.leftovers(experiments);
    for (const { id } of left) await this.barPlacesOf(id);
    for (const id of leases.holders) {
      const { status } = await experimentOf(record.db, id);
      if (status !== 'running' && !left.some((each) => each.id === id)) await leases.releaseAll(id);
    }
  }

  /** Takes away cells that ended experiments left in the lab. Once `signal` is aborted the rest stays where it is. */
  async clearAway(experiments: readonly ExperimentRow[], signal: AbortSignal): Promise<void> {
    for (const { id, recipe } of await this.leftovers(experiments)) {
      if (signal.aborted) return;
      await this.discard(new Experiment(id, recipe, this.tools, signal), id, signal);
      // The robot, from a life that died at it: a try that ends before the robot's turn does not give it back.
      await this.tools.leases.releaseAll(id);
    }
  }

  private async leftovers(experiments: readonly ExperimentRow[]): Promise<ExperimentRow[]> {
    const left: ExperimentRow[] = [];
    for (const experiment of experiments) {
      const ended = experiment.status !== 'running';
      if (ended && (await isCellLeft(this.tools.record.db, experiment.id))) left.push(experiment);
    }
    return left;
  }

  private async outcomeOf(error: unknown, { id }: ExperimentRow, signal: AbortSignal): Promise<Outcome> {
    const stage = stageOf(await stepOf(this.tools.record.db, id));
    if (!signal.aborted && error instanceof ExperimentFailure) return failed(error.failure);
    const reason = error instanceof Error ? error : new Error(String(error));
    await this.stopOpen(id, reason);
    if (signal.aborted) return aborted(stage, reason.message);
    throw reason;
  }

  /** Stops what is still under way and records how it stands; after a crash nobody may have come to ask about it. */
  private async stopOpen(experimentId: string, reason: Error): Promise<void> {
    const { robot, cycler, station } = this.tools.lab;
    for (const open of await openCommandsOf(this.tools.record.db, experimentId)) {
      const instrument = [robot, cycler, station].find(({ id }) => id === open.instrument) as
        Instrument | undefined;
      if (!instrument) continue;
      const command = { ...open, experimentId, instrument, task: undefined };
      await carryOut(command, this.tools, AbortSignal.abort(reason));
    }
  }

  /** The cell's place is barred until it is gone, for the next cell would meet it there; somebody is asked when it stays. */
  private async discard(run: Experiment, id: string, signal: AbortSignal): Promise<void> {
    const { leases, prompts } = this.tools;
    const places = await this.barPlacesOf(id);
    try {
      await run.discard();
      leases.unbar(id);
      await prompts.withdraw(id, 'the robot has taken it away');
    } catch (error) {
      if (signal.aborted) return;
      if (!(error instanceof ExperimentFailure)) throw error;
      await prompts.ask(whereIsTheCell(id, places, error.failure.evidence));
    }
  }

  private async barPlacesOf(experimentId: string): Promise<readonly string[]> {
    const places = await placesHeldBy(this.tools.record.db, experimentId);
    this.tools.leases.bar(experimentId, places);
    return places;
  }
}

/** Where there is none, that is a finding and no measurement that went wrong. */
const MAY_BE_ABSENT: readonly FigureName[] = ['reduction_peak_voltage'];

function concluded(figures: readonly Figure[], failure: Failure | undefined): Outcome {
  const judged = figures.filter(({ quantity }) => !MAY_BE_ABSENT.includes(quantity));
  const worst =
    judged.find((figure) => figure.quality === 'invalid') ??
    judged.find((figure) => figure.quality === 'suspect');
  const why = worst ? `${worst.quantity}: ${worst.reason}` : failure?.evidence;
  return {
    execution: { status: 'completed', ...(failure && { failure }) },
    validity: why === undefined ? { status: 'valid' } : { status: 'suspect', reason: why },
    result: { status: figures.some((figure) => figure.quality !== 'invalid') ? 'observed' : 'none' },
  };
}

function observed(experimentId: string, figure: Figure): NewEvent {
  const { quantity, value, standardUncertainty, unit, quality, reason } = figure;
  const definitions = DEFINITIONS_VERSION;
  const body = { experimentId, value, standardUncertainty, unit, quality, reason, definitions };
  return { kind: 'observation.made', subject: quantity, body };
}
