/** What travels between the client of the second expert and its thread. */
import type { Backend } from '../generative/engine/engine.js';
import type { TrainingSettings } from '../generative/training/settings.js';
import type { Proposal } from '../proposal.js';
import type { PlanRequest } from '../request.js';
import type { Parameters } from '../space/space.js';

/** When the generative model is heard: always, or once it has shown that it makes results likelier. */
export type Hearing = 'on' | 'auto';

export type Ask =
  | { readonly kind: 'learn'; readonly request: PlanRequest; readonly deadlineMs: number }
  | { readonly kind: 'draw'; readonly request: PlanRequest }
  /** Of the model that the recipes were drawn from last. */
  | { readonly kind: 'judge'; readonly request: PlanRequest; readonly proposals: readonly Proposal[] };

/** Why the expert has nothing to say. */
export interface Silence {
  readonly silent: string;
}

export type Answer =
  | { readonly learned: number }
  | { readonly candidates: readonly Parameters[] }
  | { readonly proposals: readonly Proposal[] }
  | Silence;

export type FromThread =
  | { readonly id: number; readonly answer: Answer }
  | { readonly progress: { readonly step: number; readonly steps: number } }
  | { readonly notice: string };

/** What the thread is started with. */
export interface ThreadOptions {
  readonly hearing: Hearing;
  /** Where a training is kept. */
  readonly folder: string;
  readonly backend?: Backend;
  readonly settings?: Partial<TrainingSettings>;
}
