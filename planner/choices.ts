/**
 * What was chosen rather than derived about the planner's models and searches, each with its reason: the same for every
 * problem. Tolerances of the arithmetic stay beside it; how the generative model is trained is in its own settings.
 */

/**
 * Lengthscales grow with the square root of the number of features, so that the prior over functions stays as simple
 * in high dimension as in low (Hvarfner, Hellsten, Nardi, ICML 2024). Theirs, LogNormal(sqrt2 + ln(d)/2, sqrt3), lets
 * a model of few rows be nearly flat and far too sure of itself where it has not looked; this one is shorter and
 * tighter, by the benchmarks under bench/.
 */
export const LENGTHSCALE = {
  mean: (dimension: number): number => -1 + Math.log(dimension) / 2,
  sd: 0.7,
};
/**
 * Of what an ingredient is made of models are told beside its name: then names are only a third as far apart. At full length they
 * drown what is told (63 solvents, one left out: error 0.29 of a spread of 0.26, at a third 0.21; two sets of conductivities
 * with a solvent never seen: 0.56 and 0.66 in log10, at a third 0.37 and 0.54); without them two blends of one composition are the same.
 */
export const NAME_WEIGHT = 0.3;
/**
 * A category counts as no more numbers than this for lengthscales, however many levels it has: any two lie as far apart as, on
 * average, two points of six numbers. Each level counted, a model of few rows is nearly flat and too sure (three tables and two made-up
 * ones of 4 to 25 levels, 12 rows: 0.07 to 0.3 nats a value).
 */
export const MOST_LEVELS_COUNTED = 6;
/** Values are standardised, so their variance is near 1; recipes not yet tried may differ by a little more. */
export const SIGNAL_VARIANCE = { mean: 0.5, sd: 0.7 };
/** Wide: an instrument may be exact to a part in 10^3 of the spread, or nearly as noisy as it. */
export const NOISE_VARIANCE = { mean: -9, sd: 2 };
/**
 * Where fits may start: logarithms of the lengthscales, beside the centre of their prior, and of the variance of the noise, if
 * not the centre of its own. The likeliest of them is taken. On 960 made-up sets of 8 to 80 rows of four functions, two
 * evaluations more, a ninth of a fit's price, leave 0.2 nats of what the best of three fits finds where results are noisy;
 * the first alone leaves 4.7, and misses the noise in every fourth.
 */
export const STARTS: readonly { readonly lengthscale: number; readonly noise?: number }[] = [
  { lengthscale: -1 },
  { lengthscale: 0, noise: -4 },
  { lengthscale: 0.5, noise: -1.5 },
];
/** Experience says the order of the noise, not more: a factor of e in its standard deviation either way is ordinary. */
export const REPLICATE_LOG_VARIANCE_SD = 2;
/**
 * A design is chosen for what is foretold of it, and luck taken for skill is what most of the best foretold have in common:
 * there experience, where there is some, is believed to a factor of 1.4. A search, which tries again, gains nothing by it (18
 * simulated campaigns ended 0.09 % of retention lower, 10 of them lower).
 */
export const FIRM_REPLICATE_LOG_VARIANCE_SD = 0.7;
/** Noise below this share of the signal variance is treated as none: draws of it would only cost time. */
export const NO_NOISE = 1e-5;

/** Variances of biases between laboratories and of a simulation's discrepancy: commonly a third of the spread of results, and the data say how much. */
export const BIAS = { mean: Math.log(0.1), sd: 2 };
export const DISCREPANCY = { mean: Math.log(0.1), sd: 2 };
/** An instrument of unknown noise is believed after some four replicates more than the others. */
export const NOISE_RATIO = { degreesOfFreedom: 4 };
/** Each step of a fit costs the cube of the rows; hyperparameters are nearly as well known from a few hundred. */
export const MOST_TO_LEARN_FROM = { high: 240, low: 80 };

/**
 * The chain that draws hyperparameters, over which predictions are averaged: steps in which it forgets where it began, and how many
 * follow. Of few rows more: they leave more open, and a step, some three factorings, costs little. Against 3000 draws, on 8 sets of
 * 20 and 60 simulated cells, 48 leave means off by 0.18 of their standard deviation, which is 4 % too small; without draws by as much,
 * and 24 % too small. Of many rows, whose hyperparameters are known, none are drawn.
 */
export const HYPERPARAMETER_DRAWS = {
  burnIn: 16,
  count: (rows: number): number => Math.min(128, Math.max(48, Math.ceil(1920 / rows))),
  mostRows: 120,
};

/**
 * Powers of the scale on which losses are searched, around 1, their own: wide enough for losses that span decades. Fewer rows
 * have no shape; which of two scales is likelier is as plain from 40 as from all.
 */
export const WARP = {
  ...{ range: [-1, 3] as const, sd: 1, least: 5, mostCompared: 40 },
  /**
   * Of the deviation of all: the best tenth is no farther from the median (from the least) where a scale about that may tell
   * more than one about the mean. Each scale that is tried costs a fit. Normal values are four times as far from their median; of
   * 35 functions the median tried always, or within 0.6, made runs no better (130 and 134, 68 and 74).
   */
  ...{ closeToMedian: 0.35, closeToLeast: 1e-3 },
};

/**
 * Which losses are taken for duds by a search: a log Bayes factor of `STRONG` for each, so one in twenty is expected, and no more than a
 * share of all. A refit is spent on one that would gain at least so much without it. On four functions with a dud in ten
 * 67 of 96 runs ended better, 18 worse, as they do at a gain of 1; on 35 functions without any 108 and 99, at a gain of 1 137 and 142.
 * Of many rows one tells little, and each refit costs the cube.
 */
export const OUTLIERS = { leastGain: 1.5, mostShare: 0.2, mostRows: 120 };

/** Of these powers every number is the image of one, so that what is foretold on a bent scale has a place on its own. */
export const ENDLESS_POWERS = [0, 2] as const;

/** Variance of the step between failed (-1) and passed (1): keeps a single label from being believed outright. */
export const SOFTNESS = 0.25;

/** A model needs two results to know a scale. */
export const LEAST_RESULTS = 2;
/** Candidates for each point of the initial design: few, because the farthest of many are all corners. */
export const INITIAL_CANDIDATES = 16;

/**
 * How hard a search looks: what leaves a proposal in 20 variables at a few seconds with 300 results
 * (bench/results/plan-time.md). Samples and perturbations are where climbs may begin; few variables have few hills. On eight test
 * problems 440 places in six variables end within 0.01 of the log acquisition of 3500 with 20 climbs in 94 of 100 proposals, 900 in 97.
 */
export const EFFORT = {
  samples: (variables: number): number => Math.min(600, 60 * variables),
  perturbations: (variables: number): number => Math.min(300, 35 * variables),
  climbs: 6,
  draws: 24,
};
/** Steps of perturbations, where the range of a variable is 1: from a neighbourhood down to what a robot can resolve. */
export const SCALES = [0.3, 0.1, 0.03, 0.01];
/** Points nearer than this in feature space are one place: climbs from them end on one top, and no runner-up lies so near. */
export const DISTINCT = 0.05;

/** A reference point that nobody named lies this share of the front's extent beyond its worst (Ishibuchi et al., Evolutionary Computation 26 (2018) 411). */
export const REFERENCE_MARGIN = 0.1;
/** Beyond, a hypervolume has too many boxes to be worth it. */
export const MOST_BY_HYPERVOLUME = 4;
/** Weight of the sum in the augmented Chebyshev scalarisation (Knowles, IEEE Trans. Evolutionary Computation 10 (2006) 50). */
export const SUM_WEIGHT = 0.05;

/** A log Bayes factor of 3, or 20 to 1, is commonly called strong (Kass and Raftery, JASA 1995): less, and a source is not trusted, a scale not bent. */
export const STRONG = 3;
/** What less resembles the truth costs more than it teaches (Sabanza-Gil et al., arXiv 2410.00544). */
export const LEAST_CORRELATION = 0.8;
/** More values of a cheap source are pooled into this many. */
export const MOST_OF_A_SOURCE = 160;
/** Rows from which a source is judged: the nearest say most, and fits cost the cube. */
export const MOST_ROWS_OF_EVIDENCE = 60;
/** With fewer true values the marginal likelihoods say nothing of a source. */
export const LEAST_TRUE_VALUES = 3;
/** So many more values than variables judge a cheap source: they fix an offset and a tilt along each, and one is left to contradict. */
export const TRIAL_BEYOND_VARIABLES = 2;
/** How hard a purchase is looked for: a gain of knowledge costs far more than an improvement, and is looked at in fewer places. */
export const PURCHASE_EFFORT = { samples: 120, near: 160, refinements: [0.1, 0.03], refined: 24 };
/** How hard the recipe believed best is looked for: the mean is smooth, and few of its hills matter. */
export const BELIEF_EFFORT = { samples: 300, climbs: 4 };
/** Of what was spent on true values, for comparisons with a source that has not shown its worth. */
export const STAKE = 0.02;

/** When predictions count as too narrow, and how far they are then widened. */
export const RECALIBRATION = {
  /** The level of the experimenter's usual interval decides alone: of several tests one would trip by chance. */
  level: 0.9,
  /** Looked at before every proposal, a band of 95 % would be left by chance in most campaigns. */
  band: 0.99,
  /** With fewer results every share is inside the band. */
  least: 5,
  /** As many forecasts that were right stand for the belief that the model is: half the weight at as many results. */
  prior: 10,
  /** Results farther off count as so many standard deviations. */
  mostZ: 6,
};
/** Recipes are held out one by one up to so many; with more, each fold takes several: every fold costs a fit. */
export const HELD_OUT_FOLDS = 20;

/** A design is asked for by people who wait: half as many folds. */
export const DESIGN_FOLDS = 10;
/**
 * How hard recipes for a target are looked for: high probabilities may lie in small places. Where a climb ends is judged by all
 * seeking draws, the way there is shown by a few.
 */
export const DESIGN_EFFORT = {
  ...{ samples: 1500, near: 20, perturbations: 400, climbs: 24, around: 10 },
  guides: 6,
};
/**
 * Draws of the hyperparameters by which recipes are looked for, and those, others, by which the found are judged: the best of
 * many are best, too, by the luck of the draws that they were looked for with. On five simulated worlds 120 judged 54 % likely
 * what 24 judged 63 %, and 50 % came.
 */
export const DESIGN_DRAWS = { seeking: 24, judging: 192 };
/** Joint draws of how many designs succeed: its 95 % interval is then known to about a hundredth of their number. */
export const DRAWS_TOGETHER = 1000;
/** So many designs at once: joint draws cost the cube of their number, and a robot is busy for weeks with fewer. */
export const MOST_DESIGNS = 200;
/** Designs are chosen for being different among those of at least this share of the best probability. */
export const DESIGN_SHARE = 0.5;
