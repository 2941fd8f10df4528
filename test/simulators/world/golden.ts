/** Reference numbers that live beside the repository; suites that need them are skipped, with a message, without. */
import { describe } from '@jest/globals';
import { existsSync, readFileSync } from 'node:fs';

const FILE = '../shared/reference/physics-golden.json';

export interface Golden {
  readonly conductivity_fit_CALiSol23: { readonly p: readonly number[]; readonly salts: readonly string[] };
  readonly landesfeind_conductivity: Readonly<Record<string, readonly number[] | string>>;
  readonly esoh_chen2020_analytic: { readonly ocv_default: number };
}

export const golden = existsSync(FILE) ? (JSON.parse(readFileSync(FILE, 'utf8')) as Golden) : undefined;

/** `describe`, or a skipped suite that says why. */
export function describeGolden(name: string, suite: (numbers: Golden) => void): void {
  if (golden === undefined) {
    describe.skip(`${name} (skipped: ${FILE} is not there)`, () => {
      suite({} as Golden);
    });
    return;
  }
  const numbers = golden;
  describe(name, () => {
    suite(numbers);
  });
}
