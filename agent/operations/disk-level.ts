/** How full a disk is, in three levels. */
export interface Space {
  /** What this user may still write, bytes. */
  readonly freeBytes: number;
  readonly totalBytes: number;
}

/** `low`: somebody should look. `critical`: nothing is begun, no experiment and no step of one. */
export type DiskLevel = 'ok' | 'low' | 'critical';

const SEVERITY: Readonly<Record<DiskLevel, number>> = { ok: 0, low: 1, critical: 2 };

/** Free bytes below which a disk of this size is at a level. People are told early, work is held up late. */
const BOUNDS = {
  low: (totalBytes: number) => Math.max(0.05 * totalBytes, 2e9),
  critical: (totalBytes: number) => Math.min(0.02 * totalBytes, 500e6),
};

/** A level is left when there is this much more than its bound, so that it does not come and go. */
const MARGIN = 1.2;

/** Gets worse at once, and better only with a margin. */
export function levelAfter(before: DiskLevel, space: Space): DiskLevel {
  const now = levelOf(space, 1);
  if (SEVERITY[now] >= SEVERITY[before]) return now;
  const careful = levelOf(space, MARGIN);
  return SEVERITY[careful] < SEVERITY[before] ? careful : before;
}

function levelOf({ freeBytes, totalBytes }: Space, margin: number): DiskLevel {
  const isBelow = (level: keyof typeof BOUNDS): boolean => freeBytes < margin * BOUNDS[level](totalBytes);
  if (isBelow('critical')) return 'critical';
  return isBelow('low') ? 'low' : 'ok';
}

export function isWorse(level: DiskLevel, than: DiskLevel): boolean {
  return SEVERITY[level] > SEVERITY[than];
}

/** `1.9 GB of 250.0 GB free (0.8 %)` */
export function describeSpace({ freeBytes, totalBytes }: Space): string {
  const inGB = (bytes: number): string => `${(bytes / 1e9).toFixed(1)} GB`;
  return `${inGB(freeBytes)} of ${inGB(totalBytes)} free (${((100 * freeBytes) / totalBytes).toFixed(1)} %)`;
}
