/** A lab and a campaign as text, and small edits of them. The campaign is a copy, so that tuning the example breaks no case. */
import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';

export const LAB_FILE = fileURLToPath(new URL('../../config/labs/simulated.yaml', import.meta.url));
export const CAMPAIGN_FILE = fileURLToPath(new URL('./fixtures/campaign.yaml', import.meta.url));
export const SHIPPED_CAMPAIGN = fileURLToPath(
  new URL('../../config/campaigns/longer-life.yaml', import.meta.url),
);

export const labText = await readFile(LAB_FILE, 'utf8');
export const campaignText = await readFile(CAMPAIGN_FILE, 'utf8');

/** `text` with the one place that reads `from` changed; a case that no longer fits its example fails here. */
export function edited(text: string, from: string, to: string): string {
  if (text.split(from).length !== 2) throw new Error(`"${from}" stands ${text.split(from).length - 1} times`);
  return text.replace(from, () => to);
}

/** Line and column of the only place in `text` that reads `mark`, counted from 1. */
export function placeOf(text: string, mark: string): { line: number; column: number } {
  const before = text.slice(0, text.indexOf(mark)).split('\n');
  return { line: before.length, column: (before.at(-1) ?? '').length + 1 };
}
