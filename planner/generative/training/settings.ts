/** How training goes. The defaults were chosen by seven trials on measured cells (bench/generative). */
export interface TrainingSettings {
  readonly members: number;
  readonly hidden: number;
  readonly latent: number;
  /** Gradient steps; a warm start needs about a fifth. */
  readonly steps: number;
  /** Whether each member learns from a bootstrap of its rows, or from all of them. */
  readonly bootstrap: boolean;
  /** Rows a step for each member. */
  readonly batch: number;
  readonly learningRate: number;
  /** Decoupled (Loshchilov & Hutter, ICLR 2019), per unit of learning rate. */
  readonly weightDecay: number;
  /** Weight of the divergence from the prior; at 1 the latent state collapses. */
  readonly beta: number;
  /** Steps over which `beta` grows from 0. */
  readonly warmUpSteps: number;
  /** A recipe domain that counts in full memorises labels and overrides the other experts. */
  readonly recipeWeight: number;
  readonly measuredWeight: number;
  readonly targetWeight: number;
  /** Steps between two looks at the held-out labels. */
  readonly evaluateEvery: number;
  /** Looks without improvement after which training ends. */
  readonly patience: number;
  /** Draws of the latent state at prediction. */
  readonly draws: number;
}

/** Gradient steps of a warm start. */
export const WARM_STEPS = 80;

export const DEFAULT_SETTINGS: TrainingSettings = {
  members: 5,
  hidden: 48,
  latent: 8,
  bootstrap: false,
  steps: 300,
  batch: 48,
  learningRate: 5e-3,
  weightDecay: 0.05,
  beta: 0.1,
  warmUpSteps: 80,
  recipeWeight: 0.1,
  measuredWeight: 1,
  targetWeight: 3,
  evaluateEvery: 25,
  patience: 6,
  draws: 16,
};
