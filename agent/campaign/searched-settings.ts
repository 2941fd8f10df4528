/** What a campaign searches, as people fill it in: each setting with its unit and what it may be. */
import type { CampaignConfig } from '../../config/campaign.js';
import type { Admitted, Space } from '../../planner/space/space.js';
import { plannerSpace } from './search-space.js';

export interface SearchedSetting {
  readonly name: string;
  /** UCUM; empty for what is chosen from a list of names. */
  readonly unit: string;
  readonly kind: 'share' | 'number' | 'integer' | 'level';
  /** The blend whose shares sum to 1. */
  readonly blend?: string;
  readonly min?: number;
  readonly max?: number;
  /** Of a share that is not absent. */
  readonly least?: number;
  /** Smallest step that the lab can make. */
  readonly step?: number;
  readonly levels?: readonly string[];
  /** Takes part only where others, by name, have these values. */
  readonly when?: Readonly<Record<string, Admitted>>;
}

type Searched = Pick<CampaignConfig, 'space' | 'fixed' | 'solubility'>;

/** @param space the campaign's, as it may be searched now */
export function searchedSettings(
  campaign: Searched,
  space: Space = plannerSpace(campaign),
): SearchedSetting[] {
  return [...space.blocks.flatMap(sharesOf), ...space.variables.map((one) => settingOf(one, campaign))];
}

function sharesOf({ name: blend, components, resolution }: Space['blocks'][number]): SearchedSetting[] {
  return components.map(({ name, min, max, least }) => ({
    ...{ name: `${blend}.${name}`, unit: blend === 'stock' ? 'L/L' : 'kg/kg', kind: 'share' as const, blend },
    ...{ min, max },
    ...(least !== undefined && { least }),
    ...(resolution !== undefined && { step: resolution }),
  }));
}

function settingOf(variable: Space['variables'][number], { space }: Searched): SearchedSetting {
  const { name, when } = variable;
  const written = space.variables.find((one) => one.name === name);
  const unit = written && 'unit' in written ? written.unit : '';
  const common = { name, unit, ...(when && { when }) };
  if (variable.kind === 'categorical') return { ...common, kind: 'level', levels: variable.levels };
  const { min, max } = variable;
  if (variable.kind === 'integer') return { ...common, kind: 'integer', min, max };
  const step = variable.resolution;
  return { ...common, kind: 'number', min, max, ...(step !== undefined && { step }) };
}
