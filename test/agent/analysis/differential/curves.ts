/** Charges whose derivative is known exactly. */
import { readSeries, SERIES_COLUMNS, type Series } from '../../../../agent/analysis/series.js';
import { seededRng } from '../../../../core/rng.js';

interface Make {
  readonly endAs?: number;
  readonly rows?: number;
  readonly currentA?: number;
  readonly noiseV?: number;
  readonly resolutionV?: number;
  readonly seed: string;
}

/** Rows evenly spaced in charge, with noise and resolution of the voltage. @param volts at a charge, V */
export function rowsOf(volts: (chargeAs: number) => number, make: Make): Series {
  const { endAs = 20, rows = 400, currentA = 1e-3, noiseV = 0, resolutionV = 0, seed } = make;
  const rng = seededRng(seed);
  const read = (volt: number): number => {
    const noisy = volt + noiseV * rng.normal();
    return resolutionV > 0 ? Math.round(noisy / resolutionV) * resolutionV : noisy;
  };
  return rowsOf.table(
    Array.from({ length: rows }, (_, k) => {
      const chargeAs = (endAs * k) / (rows - 1);
      return [chargeAs / Math.abs(currentA), 1, 1, read(volts(chargeAs)), currentA, 298.15];
    }),
  );
}

rowsOf.table = (rows: readonly (readonly number[])[]): Series =>
  readSeries({ columns: SERIES_COLUMNS, rows }).series;

export const whole = ({ length }: Series) => ({ firstRow: 0, lastRow: length - 1 });

interface Peaks extends Make {
  readonly baseAs: number;
  readonly peaks: readonly { readonly atV: number; readonly areaAs: number; readonly sdV: number }[];
}

/** From 3.4 to 4 V with dQ/dV a constant and normal peaks upon it: its integral, read the other way round. */
export function peaksCurve({ baseAs, peaks, ...make }: Peaks): Series {
  const stepV = 1e-5;
  const capacity = (volts: number): number =>
    peaks.reduce(
      (sum, { atV, areaAs, sdV }) =>
        sum + (areaAs / sdV / Math.sqrt(2 * Math.PI)) * Math.exp(-(((volts - atV) / sdV) ** 2) / 2),
      baseAs,
    );
  const chargesAs = [0];
  for (let k = 1; k <= 0.6 / stepV; k++) {
    chargesAs.push(chargesAs[k - 1]! + stepV * capacity(3.4 + (k - 0.5) * stepV));
  }
  let k = 0;
  const voltsAt = (chargeAs: number): number => {
    while (k < chargesAs.length - 1 && chargesAs[k + 1]! <= chargeAs) k++;
    return 3.4 + k * stepV;
  };
  return rowsOf(voltsAt, { endAs: chargesAs.at(-1)!, ...make });
}
