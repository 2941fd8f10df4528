/** Whether a lab can do what a campaign asks: its limits and its channels. */
import type { CampaignConfig } from './campaign.js';
import { CELL_SETS } from './cell-task.js';
import { channelCount, type LabConfig } from './lab.js';
import type { Finding } from './problem.js';
import type { SettingName } from './recipe-vocabulary.js';
import { draftSpace, settingRange, type SpaceDraft } from './space-draft.js';
import type { Range } from './space-parts.js';

const RATES = ['formation.cRate', 'formation.laterCRate', 'cycling.cRate'] as const;

/** Every demand of `campaign` that `lab` cannot meet, with paths into the campaign. */
export function labFitFindings(campaign: CampaignConfig, lab: LabConfig): Finding[] {
  const draft = draftSpace(campaign);
  const { minVoltageV, maxVoltageV, maxTemperatureCel, maxCurrentA } = lab.limits;
  const voltage = { min: minVoltageV, max: maxVoltageV };
  const temperature = { min: -Infinity, max: maxTemperatureCel };
  const rate = { min: -Infinity, max: maxCurrentA / CELL_SETS['nmc811-coin'].oneCA };
  return [
    ...outside(draft, 'formation.upperVoltage', voltage),
    ...outside(draft, 'cycling.upperVoltage', voltage),
    ...outside(draft, 'cycling.lowerVoltage', voltage),
    ...outside(draft, 'formation.temperature', temperature),
    ...outside(draft, 'cycling.temperature', temperature),
    ...RATES.flatMap((name) => outside(draft, name, rate)),
    ...tooManyAtOnce(campaign, lab),
  ];
}

function outside(draft: SpaceDraft, name: SettingName, allowed: Range): Finding[] {
  const asked = settingRange(draft, name);
  if (asked === undefined || (asked.min >= allowed.min && asked.max <= allowed.max)) return [];
  const variable = draft.variables.find((v) => v.value.name === name);
  return [
    {
      path: variable?.path ?? ['fixed', name],
      message: `${name} leaves the limits of the lab`,
      expected: Number.isFinite(allowed.min) ? `${allowed.min} to ${allowed.max}` : `at most ${allowed.max}`,
      found: asked.min === asked.max ? String(asked.min) : `${asked.min} to ${asked.max}`,
    },
  ];
}

function tooManyAtOnce(campaign: CampaignConfig, lab: LabConfig): Finding[] {
  const channels = channelCount(lab);
  const { inFlight } = campaign.budget;
  if (inFlight <= channels) return [];
  const message = 'more experiments at a time than the lab has channels';
  return [
    { path: ['budget', 'inFlight'], message, expected: `at most ${channels}`, found: String(inFlight) },
  ];
}
