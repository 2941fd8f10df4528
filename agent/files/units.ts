/** Units as testers write them, as factors to SI. */

/** `si = factor * value + offset`. */
export interface Conversion {
  readonly factor: number;
  readonly offset: number;
}

export type Dimension =
  | 'time'
  | 'voltage'
  | 'current'
  | 'charge'
  | 'temperature'
  | 'frequency'
  | 'resistance'
  | 'angle'
  | 'count'
  | 'direction';

const factors = (units: Readonly<Record<string, number>>): Readonly<Record<string, Conversion>> =>
  Object.fromEntries(Object.entries(units).map(([unit, factor]) => [unit, { factor, offset: 0 }]));

const CELSIUS: Conversion = { factor: 1, offset: 273.15 };
const DEGREE = Math.PI / 180;

/** In lower case, but where the case of a prefix decides (mHz, MHz). The words are the ends of BDF machine names (`test_time_second`). */
const UNITS: Readonly<Record<Dimension, Readonly<Record<string, Conversion>>>> = {
  time: factors({
    s: 1,
    sec: 1,
    second: 1,
    seconds: 1,
    ms: 1e-3,
    millisecond: 1e-3,
    min: 60,
    h: 3600,
    hour: 3600,
  }),
  voltage: factors({ v: 1, volt: 1, mv: 1e-3, millivolt: 1e-3 }),
  current: factors({ a: 1, ampere: 1, amps: 1, ma: 1e-3, milliampere: 1e-3, ua: 1e-6, µa: 1e-6, μa: 1e-6 }),
  charge: factors({ ah: 3600, 'a.h': 3600, mah: 3.6, 'ma.h': 3.6, as: 1, c: 1 }),
  temperature: {
    ...factors({ k: 1, kelvin: 1 }),
    // A byte of another encoding than UTF-8 arrives as U+FFFD: the sign for degrees is the usual one.
    ...Object.fromEntries(['c', 'degc', '°c', '�c', '℃', 'celsius', 'cel'].map((unit) => [unit, CELSIUS])),
  },
  frequency: factors({ hz: 1, hertz: 1, khz: 1e3, mHz: 1e-3, MHz: 1e6 }),
  resistance: factors({ ohm: 1, ohms: 1, ω: 1, kohm: 1e3, mOhm: 1e-3, MOhm: 1e6 }),
  angle: factors({ rad: 1, deg: DEGREE, degree: DEGREE, '°': DEGREE }),
  count: factors({ '1': 1, '#': 1 }),
  direction: {},
};

/** Undefined for a unit that the dimension does not have. `V vs. Ref.` and `V vs Li/Li+` are volts. */
export function conversionOf(dimension: Dimension, unit: string): Conversion | undefined {
  if (dimension === 'time' && isClock(unit)) return UNITS.time['s'];
  const units = UNITS[dimension];
  const bare = unit.replace(/\s+vs\b.*$/i, '');
  return [bare, bare.toLowerCase()]
    .filter((name) => Object.hasOwn(units, name))
    .map((name) => units[name])[0];
}

export function hasUnits(dimension: Dimension): boolean {
  return dimension !== 'count' && dimension !== 'direction';
}

/** `h:min:s.ms`, `hh:mm:ss`, `d hh:mm:ss`: the cells show a clock. */
export function isClock(unit: string): boolean {
  return /^(d\w*\W+)?h+:m\w*:s+/i.test(unit);
}

export function unitsOf(dimension: Dimension): string {
  return Object.keys(UNITS[dimension]).join(', ');
}
