/** The example lab and campaign that come with the software, wherever it is started from. */
import { relative } from 'node:path';
import { fileURLToPath } from 'node:url';

function shipped(path: string): string {
  return relative('', fileURLToPath(new URL(`../../../config/${path}`, import.meta.url)));
}

export const DEFAULT_LAB = shipped('labs/simulated.yaml');
export const DEFAULT_CAMPAIGN = shipped('campaigns/longer-life.yaml');
export const DEFAULT_DATA = 'data';
