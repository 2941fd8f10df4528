/** What must hold between the fields of a campaign, beyond the type of each. */
import {
  campaignSchema,
  objectiveSchema,
  outcomeSchema,
  type Objective,
  type OutcomeBounds,
} from './campaign.js';
import { choiceFindings, conditionFindings } from './condition-rules.js';
import { constraintFindings } from './constraint-rules.js';
import { readEach, readOne, valueAt, type Located } from './draft.js';
import { fractionFindings } from './fraction-rules.js';
import { atomsFindings } from './ingredient-rules.js';
import type { Finding } from './problem.js';
import { QUANTITIES } from './quantities.js';
import { recipeFindings } from './recipe-rules.js';
import { solubilityFindings } from './solubility-rules.js';
import { sourceFindings } from './source-rules.js';
import { draftSpace, settingRange, type SpaceDraft } from './space-draft.js';
import { stockFindings } from './stock-rules.js';
import { variableFindings } from './variable-rules.js';

const { shape } = campaignSchema;

/** Every way in which `raw` contradicts itself; fields that cannot be read are left to the schema. */
export function campaignFindings(raw: unknown): Finding[] {
  const objectives = readEach(objectiveSchema, raw, ['objectives']);
  const outcomes = readEach(outcomeSchema, raw, ['outcomes']);
  const draft = draftSpace(raw);
  const conditions = conditionFindings(draft);
  return [
    ...quantityFindings([...objectives, ...outcomes]),
    ...referenceFindings(objectives),
    ...outcomes.flatMap(boundsFindings),
    ...retentionNeedsCycles([...objectives, ...outcomes], draft),
    ...fractionFindings(draft.blocks),
    ...variableFindings(draft.variables),
    ...(conditions.length > 0 ? conditions : choiceFindings(draft)),
    ...constraintFindings(draft),
    ...atomsFindings(raw, draft),
    ...recipeFindings(draft),
    ...solubilityFindings(raw, draft),
    ...stockFindings(raw, draft),
    ...budgetFindings(raw),
    ...targetFindings(raw),
    ...approvalFindings(raw),
    ...earlyStoppingFindings(raw, objectives),
    ...sourceFindings(raw, {
      searched: draft.searched,
      quantities: [...objectives, ...outcomes].map(({ value }) => value.quantity),
    }),
  ];
}

type Wanted = Located<Objective | OutcomeBounds>;

function quantityFindings(wanted: readonly Wanted[]): Finding[] {
  const names = wanted.map(({ value }) => value.quantity);
  return wanted.flatMap(({ path, value }, index) => {
    const { unit } = QUANTITIES[value.quantity];
    const message = `${value.quantity} is not measured in ${value.unit}`;
    const wrongUnit = { path: [...path, 'unit'], message, expected: `unit: ${unit}`, found: value.unit };
    const twice = {
      path: [...path, 'quantity'],
      message: 'named twice',
      expected: 'each once',
      found: value.quantity,
    };
    return [
      ...(value.unit === unit ? [] : [wrongUnit]),
      ...(names.indexOf(value.quantity) === index ? [] : [twice]),
    ];
  });
}

/** A reference point has a use only among several objectives. */
function referenceFindings(objectives: readonly Located<Objective>[]): Finding[] {
  const [only] = objectives;
  if (objectives.length !== 1 || only?.value.referenceValue === undefined) return [];
  const message = 'a reference value would not be used';
  return [
    {
      path: [...only.path, 'referenceValue'],
      message,
      expected: 'two objectives or more',
      found: '1',
      at: 'key',
    },
  ];
}

function boundsFindings({ path, value: { quantity, min, max } }: Located<OutcomeBounds>): Finding[] {
  if (min === undefined && max === undefined) {
    const message = `${quantity} is not bounded`;
    return [{ path, message, expected: 'min, max or both', found: 'neither' }];
  }
  if (min === undefined || max === undefined || min < max) return [];
  const message = 'no value lies between min and max';
  return [{ path: [...path, 'max'], message, expected: `more than min, ${min}`, found: String(max) }];
}

/** Retention is relative to the third cycle: it says something from the fourth on. */
function retentionNeedsCycles(quantities: readonly Wanted[], draft: SpaceDraft): Finding[] {
  const cycles = settingRange(draft, 'cycling.cycles');
  const wanted = quantities.find(({ value }) => value.quantity === 'capacity_retention');
  if (wanted === undefined || cycles === undefined || cycles.min >= 4) return [];
  const message = 'capacity_retention needs more ageing cycles';
  return [{ path: wanted.path, message, expected: 'cycling.cycles of 4 or more', found: String(cycles.min) }];
}

function budgetFindings(raw: unknown): Finding[] {
  const budget = readOne(shape.budget, raw, ['budget'])?.value;
  const planner = readOne(shape.planner, raw, ['planner'])?.value;
  if (budget === undefined) return [];
  const expected = `at most budget.experiments, ${budget.experiments}`;
  const message = 'more than the budget';
  const inFlight = { path: ['budget', 'inFlight'], message, expected, found: String(budget.inFlight) };
  const initial = {
    path: ['planner', 'initialDesign'],
    message,
    expected,
    found: String(planner?.initialDesign),
  };
  return [
    ...(budget.inFlight > budget.experiments ? [inFlight] : []),
    ...(planner !== undefined && planner.initialDesign > budget.experiments ? [initial] : []),
  ];
}

function targetFindings(raw: unknown): Finding[] {
  const target = readOne(shape.stop, raw, ['stop'])?.value.targetValue;
  const objectives = valueAt(raw, ['objectives']);
  if (target === undefined || !Array.isArray(objectives) || objectives.length === 1) return [];
  const message = 'a target value is about one objective';
  return [
    {
      path: ['stop', 'targetValue'],
      message,
      expected: 'exactly one objective',
      found: String(objectives.length),
    },
  ];
}

/** What is foretold of a cell is its capacity retention. */
function earlyStoppingFindings(raw: unknown, objectives: readonly Located<Objective>[]): Finding[] {
  const mode = readOne(shape.earlyStopping, raw, ['earlyStopping'])?.value.mode;
  const [only] = objectives;
  const isFit = objectives.length === 1 && only?.value.quantity === 'capacity_retention';
  if (mode === undefined || mode === 'off' || (isFit && only.value.direction === 'maximise')) return [];
  const found = objectives.map(({ value }) => `${value.direction} ${value.quantity}`).join(', ');
  const message = 'cells are ended early for what will be left of their capacity';
  const expected = 'one objective: maximise capacity_retention';
  return [{ path: ['earlyStopping', 'mode'], message, expected, found }];
}

function approvalFindings(raw: unknown): Finding[] {
  const approval = readOne(shape.approval, raw, ['approval'])?.value;
  if (approval === undefined) return [];
  const rules = Object.keys(approval.risk ?? {}).length;
  if (approval.required === 'risk' && rules === 0) {
    const expected = 'at least one rule under approval.risk';
    return [
      { path: ['approval', 'required'], message: 'no rule says what a risk is', expected, found: 'none' },
    ];
  }
  if (approval.required === 'risk' || rules === 0) return [];
  const message = 'these rules would not be used';
  return [
    { path: ['approval', 'risk'], message, expected: 'required: risk', found: approval.required, at: 'key' },
  ];
}
