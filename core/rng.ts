/** Chance is passed in: seeded, and splittable by name so that one consumer never disturbs another's stream. */
export interface Rng {
  /** Uniform in [0, 1). */
  uniform(): number;
  /** Standard normal. */
  normal(): number;
  /** Log-normal with mean 1 and relative standard deviation `relativeSd`. */
  lognormal(relativeSd: number): number;
  /** An independent stream, fixed by this stream's seed and `name` alone. */
  split(name: string): Rng;
}

/** A stream for `seed`: sfc32 seeded by a string hash (FNV-1a, then the murmur3 finaliser), 15 draws of warm-up. */
export function seededRng(seed: string | number): Rng {
  return new Sfc32(String(seed));
}

/** The same items in an order by lot. */
export function shuffled<T>(items: readonly T[], rng: Rng): T[] {
  return items
    .map((item) => ({ item, lot: rng.uniform() }))
    .sort((a, b) => a.lot - b.lot)
    .map(({ item }) => item);
}

class Sfc32 implements Rng {
  private a: number;
  private b: number;
  private c: number;
  private d = 1;
  private spare: number | undefined;

  constructor(private readonly seed: string) {
    this.a = hash32(`${seed}|a`);
    this.b = hash32(`${seed}|b`);
    this.c = hash32(`${seed}|c`);
    for (let i = 0; i < 15; i++) this.next();
  }

  uniform(): number {
    return this.next() / 4294967296;
  }

  /** Box-Muller; the second value of each pair is kept for the next call. */
  normal(): number {
    if (this.spare !== undefined) {
      const kept = this.spare;
      this.spare = undefined;
      return kept;
    }
    const radius = Math.sqrt(-2 * Math.log(1 - this.uniform()));
    const angle = 2 * Math.PI * this.uniform();
    this.spare = radius * Math.sin(angle);
    return radius * Math.cos(angle);
  }

  lognormal(relativeSd: number): number {
    const sigma = Math.sqrt(Math.log(1 + relativeSd * relativeSd));
    return Math.exp(sigma * this.normal() - (sigma * sigma) / 2);
  }

  split(name: string): Rng {
    return new Sfc32(`${this.seed}/${name}`);
  }

  private next(): number {
    const t = (((this.a + this.b) | 0) + this.d) | 0;
    this.d = (this.d + 1) | 0;
    this.a = this.b ^ (this.b >>> 9);
    this.b = (this.c + (this.c << 3)) | 0;
    this.c = (this.c << 21) | (this.c >>> 11);
    this.c = (this.c + t) | 0;
    return t >>> 0;
  }
}

/** 32-bit hash of a string. */
function hash32(text: string): number {
  let h = 2166136261;
  for (let i = 0; i < text.length; i++) h = Math.imul(h ^ text.charCodeAt(i), 16777619);
  h = Math.imul(h ^ (h >>> 16), 2246822507);
  h = Math.imul(h ^ (h >>> 13), 3266489909);
  return (h ^ (h >>> 16)) >>> 0;
}
