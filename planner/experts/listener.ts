import type { Clock } from '../../core/clock.js';
import { seededRng } from '../../core/rng.js';
import { dataHash } from '../generative/data/table.js';
import type { Engine } from '../generative/engine/engine.js';
import { openEngine } from '../generative/engine/engine.js';
import { GenerativeModel } from '../generative/generative-model.js';
import type { TrainProgress } from '../generative/train.js';
import type { Proposal } from '../proposal.js';
import type { PlanRequest } from '../request.js';
import { drawCandidates, withOpinions } from './advice.js';
import { findingTable } from './finding-table.js';
import type { Answer, Ask, FromThread, ThreadOptions } from './messages.js';
import { ModelFiles } from './model-files.js';
import type { SecondExpert } from './second-expert.js';
import { learn, weighed } from './second-expert.js';
import { hasShownGain } from './weighing.js';

/** The second expert on its side of the thread: learns when told to, and speaks of what it learned last. */
export class Listener {
  private engine: Promise<Engine> | undefined;
  private latest: SecondExpert | undefined;
  /** Whose recipes were drawn last. */
  private speaking: SecondExpert | undefined;
  private readonly files: ModelFiles;

  constructor(
    private readonly options: ThreadOptions,
    private readonly clock: Clock,
    private readonly tell: (message: FromThread) => void,
  ) {
    this.files = new ModelFiles(options.folder);
  }

  /** @throws PlannerError as `learn` does, or when no engine works */
  async answer(ask: Ask): Promise<Answer> {
    if (ask.kind === 'learn') return this.learn(ask.request, ask.deadlineMs);
    if (ask.kind === 'judge') return { proposals: await this.judge(ask.request, ask.proposals) };
    this.speaking = this.latest;
    return this.draw(ask.request);
  }

  private async learn(request: PlanRequest, deadlineMs: number): Promise<Answer> {
    const engine = await this.openEngine();
    const learned = findingTable(request);
    const hash = dataHash(learned.schema, learned.table);
    const stored = this.files.of('model', hash);
    if (stored) {
      this.latest = await weighed(engine, GenerativeModel.load(engine, stored, hash), request, learned);
    } else {
      const resume = this.files.of('training', hash);
      const { clock } = this;
      const { settings } = this.options;
      this.latest = await learn(engine, request, {
        ...{ seed: hash, clock, deadlineMs, onProgress: this.keep.bind(this) },
        ...(resume && { resume }),
        ...(settings && { settings }),
      });
      this.store('model', () => this.latest!.model.save());
    }
    return { learned: learned.table.rowCount };
  }

  private openEngine(): Promise<Engine> {
    const { backend = 'auto' } = this.options;
    return (this.engine ??= openEngine({ backend, clock: this.clock }));
  }

  private keep({ step, steps, checkpoint }: TrainProgress): void {
    this.store('training', checkpoint);
    this.tell({ progress: { step, steps } });
  }

  /** A full disk costs the work that would have been saved, not the model. */
  private store(kind: 'training' | 'model', bytes: () => Uint8Array): void {
    try {
      this.files.keep(kind, bytes());
    } catch (cause) {
      this.tell({
        notice: `the generative model could not be kept in ${this.options.folder}: ${String(cause)}`,
      });
    }
  }

  private async draw(request: PlanRequest): Promise<Answer> {
    const expert = this.speaking;
    if (!expert) return { silent: 'it has not learned anything yet' };
    if (this.options.hearing === 'auto' && !hasShownGain(expert.weighings)) return { silent: noGain(expert) };
    const rng = seededRng(request.seed).split('generative model');
    return { candidates: await drawCandidates(expert, request, rng) };
  }

  private async judge(request: PlanRequest, proposals: readonly Proposal[]): Promise<readonly Proposal[]> {
    return this.speaking ? withOpinions(this.speaking, request, proposals) : proposals;
  }
}

function noGain({ weighings, rows }: SecondExpert): string {
  const gains = weighings.map(({ gain, gainError }) => `${gain.toFixed(3)} +- ${gainError.toFixed(3)}`);
  return `it has not shown to make held-out results likelier (${gains.join(', ')} nats a result, ${rows} rows)`;
}
