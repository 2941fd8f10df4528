/** The configuration of a campaign: what to aim for, where to search, how much to spend and who must agree. */
import { z } from 'zod';
import { fixedSchema, spaceSchema } from './campaign-space.js';
import { INGREDIENTS } from './lab-simulation.js';
import { QUANTITY_NAMES } from './quantities.js';
import { title } from './scalars.js';
import { solubilitySchema } from './solubility.js';
import { CELLS, sourceSchema } from './sources.js';
import { stocksSchema } from './stocks.js';
import { UNIT_CODES } from './units.js';

export const objectiveSchema = z.strictObject({
  quantity: z.enum(QUANTITY_NAMES).describe('figure of merit to aim for'),
  unit: z.enum(UNIT_CODES).describe("UCUM unit; must be the quantity's own"),
  direction: z.enum(['maximise', 'minimise']).describe('whether more or less is better'),
  referenceValue: z
    .number()
    .exactOptional()
    .describe(
      'with several objectives: a result no better than this is worth nothing, in the unit of the quantity; by default from the results',
    ),
});

export const outcomeSchema = z.strictObject({
  quantity: z.enum(QUANTITY_NAMES).describe('figure of merit that is no objective'),
  unit: z.enum(UNIT_CODES).describe("UCUM unit; must be the quantity's own"),
  min: z.number().exactOptional().describe('smallest value that is good enough, in the unit of the quantity'),
  max: z.number().exactOptional().describe('largest value that is good enough, in the unit of the quantity'),
});

const budget = z.strictObject({
  experiments: z.int().min(1).max(100_000).describe('experiments to carry out in all, 1'),
  inFlight: z.int().min(1).max(512).default(1).describe('experiments under way at a time, 1'),
});

const planner = z.strictObject({
  initialDesign: z
    .int()
    .min(1)
    .max(1000)
    .default(6)
    .describe('experiments that fill the space before a model is used, 1'),
  seed: z.int().min(0).default(1).describe('seed of the planner: same record and seed, same proposals'),
  deadlineS: z
    .number()
    .min(1)
    .max(3600)
    .default(120)
    .describe('longest time one plan may take, s of real time'),
  generative: z
    .enum(['off', 'auto', 'on'])
    .default('off')
    .describe(
      'generative model beside the Gaussian process: auto once held-out results are likelier with it, on as soon as it has learned',
    ),
});

const stop = z.strictObject({
  maxConsecutiveLosses: z
    .int()
    .min(1)
    .default(5)
    .describe(
      'experiments lost in a row without fault of the recipe after which the campaign pauses and asks, 1',
    ),
  targetValue: z
    .number()
    .exactOptional()
    .describe('value of the objective, in its unit, at which the campaign has succeeded'),
});

const approval = z.strictObject({
  required: z
    .enum(['none', 'all', 'risk'])
    .default('none')
    .describe('which proposals wait for an operator: none, all, or those a rule under risk catches'),
  risk: z
    .strictObject({
      minFeasibility: z
        .number()
        .min(0)
        .max(1)
        .exactOptional()
        .describe('ask when the predicted probability of success is lower, 1'),
      maxTemperatureCel: z
        .number()
        .exactOptional()
        .describe('ask when any chamber temperature is higher, Cel'),
      maxVoltageV: z.number().exactOptional().describe('ask when any upper cut-off voltage is higher, V'),
      maxDistance: z
        .number()
        .positive()
        .exactOptional()
        .describe('ask when every finished experiment is farther away, in ranges of one variable'),
      maxRelativeSd: z
        .number()
        .positive()
        .exactOptional()
        .describe('ask when the model is less sure of an objective, standard deviation over mean, 1'),
      ingredients: z
        .array(z.enum(INGREDIENTS))
        .min(1)
        .exactOptional()
        .describe('ask when a recipe holds one of these, for its hazard or its price'),
    })
    .exactOptional()
    .describe('the rules, used when required is risk; any one of them is enough to ask'),
  answerWithinS: z
    .number()
    .min(60)
    .max(30 * 86_400)
    .default(8 * 3600)
    .describe('lab time that a proposal waits for an operator before the default applies, s'),
  default: z
    .enum(['approve', 'reject'])
    .default('reject')
    .describe('what counts when nobody has decided in time'),
});

const earlyStopping = z.strictObject({
  mode: z
    .enum(['off', 'ask', 'auto'])
    .default('off')
    .describe('cells that will not become the best: aged to the end, asked about, or taken out'),
  belowChance: z
    .number()
    .min(0.0001)
    .max(0.5)
    .default(0.05)
    .describe('probability of ending better than the best so far below which a cell is hopeless, 1'),
});

const retries = z.strictObject({
  machineFault: z
    .int()
    .min(0)
    .max(20)
    .default(2)
    .describe('how often an experiment lost to a fault of a machine is queued again, 1'),
});

export const campaignSchema = z
  .strictObject({
    name: title.describe('what people call this campaign'),
    objectives: z.array(objectiveSchema).min(1).describe('what to aim for'),
    outcomes: z
      .array(outcomeSchema)
      .default([])
      .describe('bounds that what is measured has to keep, beside the objectives'),
    space: spaceSchema.describe('what the planner may choose'),
    fixed: fixedSchema
      .prefault({})
      .describe('settings that are not searched, each in its own unit; the rest have their defaults'),
    solubility: solubilitySchema.prefault({}),
    stocks: stocksSchema.prefault({}),
    sources: z
      .array(sourceSchema)
      .min(1)
      .prefault([{ name: CELLS }])
      .describe('where values come from'),
    budget: budget.describe('how much to spend'),
    planner: planner.prefault({}).describe('how proposals are made'),
    stop: stop.prefault({}).describe('when to end before the budget is spent'),
    approval: approval.prefault({}).describe('which proposals wait for a person'),
    earlyStopping: earlyStopping
      .prefault({})
      .describe('what happens to cells that age and will not become the best'),
    retries: retries.prefault({}).describe('what happens to experiments lost without fault of the recipe'),
  })
  .describe('An Interphase campaign');

export type CampaignConfig = z.output<typeof campaignSchema>;
export type Objective = z.output<typeof objectiveSchema>;
export type OutcomeBounds = z.output<typeof outcomeSchema>;
