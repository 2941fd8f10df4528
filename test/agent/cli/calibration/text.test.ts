import { describe, expect, it } from '@jest/globals';
import { isTooSure, toText } from '../../../../agent/cli/calibration/text.js';
import { calibrationOf, type QuantityForecast } from '../../../../planner/calibration/report.js';

/** Ten predictions of one instrument, each off by so many of its standard deviations, one way and the other. */
function forecasts(instrument: string, off: number): QuantityForecast[] {
  return Array.from({ length: 10 }, (_, k) => ({
    ...{ quantity: 'retention', source: undefined, instrument },
    ...{ mean: 90, sd: 1, value: 90 + (k % 2 === 0 ? off : -off) },
  }));
}

function resultOf(...all: readonly QuantityForecast[][]) {
  const part = calibrationOf({ forecasts: all.flat(), chances: [] });
  return { about: 'test', units: {}, parts: [{ name: 'foretold', ...part }], notes: [] };
}

describe('the verdict on predictions', () => {
  it('is too sure where all of a quantity are, and the text says it', () => {
    const result = resultOf(forecasts('channel/1', 4));
    expect(isTooSure(result)).toBe(true);
    expect(toText(result)).toContain('retention: predictions are too sure');
  });

  it('is not that of one instrument alone, of which the text says nothing', () => {
    const sound = ['channel/2', 'channel/3', 'channel/4', 'channel/5', 'channel/6', 'channel/7', 'channel/8'];
    const odd = forecasts('channel/1', 2.5).slice(0, 5);
    const result = resultOf(odd, ...sound.map((name) => forecasts(name, 0.6)));
    const findings = result.parts[0]!.forecasts.map(({ among, verdict }) => [among, verdict.finding]);
    expect(findings).toContainEqual(['instrument channel/1', 'narrow']);
    expect(isTooSure(result)).toBe(false);
    expect(toText(result)).not.toContain('too sure,');
  });
});
