/** How far a campaign is, and when it should be through: from what its experiments are expected to take. */
import { expectedS } from '../experiment/protocols.js';
import type { Recipe } from '../experiment/recipe.js';

interface Load {
  readonly formation: number;
  readonly ageing: number;
  /** Lab seconds done of the two. */
  done: number;
}

export class Workload {
  private readonly loads = new Map<string, Load>();
  private ended = 0;
  private doneAtStart = 0;

  /** @param total experiments of the whole campaign */
  constructor(private readonly total: number) {}

  /** Experiments that ended in an earlier run of the agent. */
  alreadyEnded(count: number): void {
    this.ended = count;
    this.doneAtStart = count;
  }

  begin(experimentId: string, recipe: Recipe): void {
    this.loads.set(experimentId, { ...expectedS(recipe), done: 0 });
  }

  /** @param jobId `<experiment>.<step>` */
  progress(jobId: string, share: number): void {
    const [experimentId = '', step] = jobId.split('.');
    const load = this.loads.get(experimentId);
    if (!load) return;
    if (step === 'form') load.done = share * load.formation;
    if (step === 'age') load.done = load.formation + share * load.ageing;
  }

  /** @param counts false for an experiment that was stopped and will be repeated */
  end(experimentId: string, counts: boolean): void {
    this.loads.delete(experimentId);
    if (counts) this.ended += 1;
  }

  /** Nothing is under way. */
  get isIdle(): boolean {
    return this.loads.size === 0;
  }

  /** Share of the whole campaign, 0 to 1. */
  get share(): number {
    const underWay = [...this.loads.values()].reduce(
      (sum, { done, formation, ageing }) => sum + done / (formation + ageing),
      0,
    );
    return Math.min(1, (this.ended + underWay) / this.total);
  }

  get count(): string {
    return `${this.ended} of ${this.total} experiments`;
  }

  /** Link seconds to go at the pace so far; undefined before there is a pace. */
  remainingS(elapsedS: number): number | undefined {
    const done = this.share - this.doneAtStart / this.total;
    return done > 0.01 ? (elapsedS * (1 - this.share)) / done : undefined;
  }
}
