/** The little complex arithmetic that impedances need. */
export interface Complex {
  readonly re: number;
  readonly im: number;
}

export const plus = (...terms: readonly Complex[]): Complex => ({
  re: terms.reduce((sum, z) => sum + z.re, 0),
  im: terms.reduce((sum, z) => sum + z.im, 0),
});

export const times = (a: Complex, b: Complex): Complex => ({
  re: a.re * b.re - a.im * b.im,
  im: a.re * b.im + a.im * b.re,
});

export const scaled = (z: Complex, factor: number): Complex => ({ re: z.re * factor, im: z.im * factor });

export const inverse = (z: Complex): Complex => {
  const square = z.re ** 2 + z.im ** 2;
  return { re: z.re / square, im: -z.im / square };
};

export const polar = (modulus: number, phase: number): Complex => ({
  re: modulus * Math.cos(phase),
  im: modulus * Math.sin(phase),
});

/** Computed from exp(-2z), which cannot overflow for the right half-plane. */
export const tanh = (z: Complex): Complex => {
  const e = polar(Math.exp(-2 * z.re), -2 * z.im);
  return times({ re: 1 - e.re, im: -e.im }, inverse({ re: 1 + e.re, im: e.im }));
};
