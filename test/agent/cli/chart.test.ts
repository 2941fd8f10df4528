import { describe, expect, it } from '@jest/globals';
import { drawCharts, type Chart } from '../../../agent/cli/chart.js';

const chart = (name: string): Chart => ({
  title: `chart ${name}`,
  x: { name: 'cycle' },
  y: { name: 'capacity / mA.h' },
  curves: [
    { name: 'first', x: [1, 2, 3], y: [4, 3, 2] },
    { name: 'second', x: [1, 2, 3], y: [1, 2, 4] },
  ],
});

describe('charts', () => {
  it('are one picture with every title, axis and curve in it', () => {
    const svg = drawCharts([chart('a'), chart('b'), chart('c')]);
    expect(svg).toMatch(/^<svg [^>]*width="1120" height="720"/);
    for (const text of ['chart a', 'chart b', 'chart c', 'capacity / mA.h', 'first', 'second']) {
      expect(svg).toContain(`>${text}</text>`);
    }
    expect(svg.match(/fill="none"[^>]*stroke="#0072b2"/g) ?? []).not.toHaveLength(0);
  });
});
