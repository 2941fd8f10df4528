/**
 * Equivalent circuits of a cell, all elements in series:
 * `Z = R_s + sum of A_k (i f / 1 Hz)^b_k + sum of R_k / (1 + (i w tau_k)^a_k)`.
 * A power is an inductor (b = 1), semi-infinite diffusion (b = -1/2), a capacitor (b = -1) or a constant-phase element;
 * an arc is a resistor beside a constant-phase element (Cole and Cole 1941; Barsoukov and Macdonald, Impedance
 * Spectroscopy, 2nd ed. 2005, 2.1.2). Resistances, amplitudes and time constants enter as natural logarithms.
 */

export interface Power {
  /** The exponent b; a free one is a parameter that begins here. */
  readonly exponent: number;
  readonly free: boolean;
}

export interface Circuit {
  readonly powers: readonly Power[];
  readonly arcs: number;
}

export interface PowerPlace extends Power {
  /** Of ln A; that of b follows if it is free. */
  readonly at: number;
}

/** Where each parameter stands: ln R_s first, then the powers, then three for each arc. */
export interface Layout {
  readonly size: number;
  readonly powers: readonly PowerPlace[];
  /** Of ln R of each arc; ln tau and a follow. */
  readonly arcs: readonly number[];
}

export function layoutOf({ powers, arcs }: Circuit): Layout {
  let next = 1;
  const places = powers.map((power) => {
    const at = next;
    next += power.free ? 2 : 1;
    return { ...power, at };
  });
  const first = next;
  return {
    size: first + 3 * arcs,
    powers: places,
    arcs: Array.from({ length: arcs }, (_, k) => first + 3 * k),
  };
}

/** Impedance at one frequency, Ohm, and its derivatives by each parameter. */
export interface Response {
  re: number;
  im: number;
  readonly dRe: Float64Array;
  readonly dIm: Float64Array;
}

export const emptyResponse = ({ size }: Layout): Response => ({
  ...{ re: 0, im: 0 },
  dRe: new Float64Array(size),
  dIm: new Float64Array(size),
});

/** Overwrites `out` with the response at a frequency. */
export function respond(layout: Layout, p: Float64Array, frequencyHz: number, out: Response): void {
  out.re = Math.exp(p[0]!);
  out.im = 0;
  out.dRe.fill(0);
  out.dIm.fill(0);
  out.dRe[0] = out.re;
  const logHz = Math.log(frequencyHz);
  for (const power of layout.powers) addPower(power, p, logHz, out);
  const logOmega = logHz + Math.log(2 * Math.PI);
  for (const at of layout.arcs) addArc(at, p, logOmega, out);
}

/** dZ/d ln A = Z; dZ/db = Z (ln f + i pi/2). */
function addPower({ at, exponent, free }: PowerPlace, p: Float64Array, logHz: number, out: Response): void {
  const b = free ? p[at + 1]! : exponent;
  const modulus = Math.exp(p[at]! + b * logHz);
  const re = modulus * Math.cos((b * Math.PI) / 2);
  const im = modulus * Math.sin((b * Math.PI) / 2);
  out.re += re;
  out.im += im;
  out.dRe[at] = re;
  out.dIm[at] = im;
  if (!free) return;
  out.dRe[at + 1] = re * logHz - (im * Math.PI) / 2;
  out.dIm[at + 1] = im * logHz + (re * Math.PI) / 2;
}

/** With u = (i w tau)^a: Z = R/(1 + u), dZ/d ln R = Z, dZ/d ln tau = -a Z u/(1 + u), dZ/da = -Z u/(1 + u) (ln w tau + i pi/2). */
function addArc(at: number, p: Float64Array, logOmega: number, out: Response): void {
  const a = p[at + 2]!;
  const logX = logOmega + p[at + 1]!;
  const size = Math.exp(a * logX);
  const [ux, uy] = [size * Math.cos((a * Math.PI) / 2), size * Math.sin((a * Math.PI) / 2)];
  const square = (1 + ux) ** 2 + uy ** 2;
  const resistance = Math.exp(p[at]!);
  const re = (resistance * (1 + ux)) / square;
  const im = (-resistance * uy) / square;
  out.re += re;
  out.im += im;
  out.dRe[at] = re;
  out.dIm[at] = im;
  // v = u/(1 + u), s = -Z v
  const [vx, vy] = [(ux * (1 + ux) + uy * uy) / square, uy / square];
  const [sx, sy] = [im * vy - re * vx, -re * vy - im * vx];
  out.dRe[at + 1] = a * sx;
  out.dIm[at + 1] = a * sy;
  out.dRe[at + 2] = sx * logX - (sy * Math.PI) / 2;
  out.dIm[at + 2] = sx * (Math.PI / 2) + sy * logX;
}
