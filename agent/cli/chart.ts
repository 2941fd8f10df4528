/** Line charts as SVG text, several in one picture. */
import { LineChart, ScatterChart } from 'echarts/charts';
import { GridComponent, LegendComponent, TitleComponent } from 'echarts/components';
import * as echarts from 'echarts/core';
import { SVGRenderer } from 'echarts/renderers';

echarts.use([LineChart, ScatterChart, GridComponent, LegendComponent, TitleComponent, SVGRenderer]);

export interface Axis {
  /** With its unit: `cycle`, `voltage / V`. */
  readonly name: string;
  readonly min?: number;
  readonly max?: number;
  readonly log?: boolean;
}

export interface Curve {
  readonly name: string;
  readonly x: readonly number[];
  readonly y: readonly number[];
  /** Points without a line between them. */
  readonly points?: boolean;
  readonly dashed?: boolean;
}

export interface Chart {
  readonly title: string;
  readonly x: Axis;
  readonly y: Axis;
  readonly curves: readonly Curve[];
}

const WIDTH = 560;
const HEIGHT = 360;
/** Colours that people with any colour vision tell apart (Okabe and Ito 2008). */
const COLOURS = ['#0072b2', '#d55e00', '#009e73', '#cc79a7', '#e69f00', '#56b4e9', '#000000', '#999999'];

/** All charts side by side, `columns` to a row. */
export function drawCharts(charts: readonly Chart[], columns = 2): string {
  const rows = Math.ceil(charts.length / columns);
  const width = WIDTH * Math.min(columns, charts.length);
  const picture = echarts.init(null, null, { renderer: 'svg', ssr: true, width, height: HEIGHT * rows });
  const at = charts.map((_, k) => ({ left: (k % columns) * WIDTH, top: Math.floor(k / columns) * HEIGHT }));
  picture.setOption({
    animation: false,
    backgroundColor: '#ffffff',
    color: COLOURS,
    title: charts.map(({ title }, k) => ({
      text: title,
      textStyle: { fontSize: 14 },
      left: at[k]!.left + 60,
      top: at[k]!.top + 6,
    })),
    legend: charts.map(({ curves }, k) => ({
      data: curves.length > 1 ? curves.map(({ name }) => keyOf(k, name)) : [],
      formatter: (key: string) => key.slice(key.indexOf(':') + 1),
      left: at[k]!.left + 60,
      top: at[k]!.top + 26,
      width: WIDTH - 90,
      itemWidth: 16,
      itemHeight: 8,
      textStyle: { fontSize: 11 },
    })),
    grid: at.map(({ left, top }) => ({
      left: left + 70,
      top: top + 66,
      width: WIDTH - 95,
      height: HEIGHT - 116,
    })),
    xAxis: charts.map(({ x }, k) => ({ ...axis(x), gridIndex: k, nameGap: 26 })),
    yAxis: charts.map(({ y }, k) => ({ ...axis(y), gridIndex: k, nameGap: 46 })),
    series: charts.flatMap((chart, k) => chart.curves.map((curve, c) => series(curve, k, c))),
  });
  const svg = picture.renderToSVGString();
  picture.dispose();
  return svg;
}

function axis({ name, min, max, log }: Axis): object {
  return {
    type: log ? 'log' : 'value',
    name,
    nameLocation: 'middle',
    scale: true,
    min,
    max,
    axisLabel: { fontSize: 11, hideOverlap: true },
    splitLine: { lineStyle: { color: '#e5e5e5' } },
  };
}

function series({ name, x, y, points, dashed }: Curve, chart: number, place: number): object {
  const color = COLOURS[place % COLOURS.length];
  return {
    type: points ? 'scatter' : 'line',
    name: keyOf(chart, name),
    data: x.map((value, k) => [value, y[k]!]),
    xAxisIndex: chart,
    yAxisIndex: chart,
    showSymbol: false,
    symbolSize: 5,
    itemStyle: { color },
    lineStyle: { color, width: 1.5, type: dashed ? 'dashed' : 'solid' },
  };
}

/** Curves of two charts may share a name; their legends must not share a curve. */
function keyOf(chart: number, name: string): string {
  return `${chart}:${name}`;
}
