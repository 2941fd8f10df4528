/** How full a disk is, in three levels. */
export interface Space {
  /** What this user may still write, bytes. */
  readonly freeBytes: number;
  readonly totalBytes: number;
}

/** `low`: somebody should look. `critical`: nothing new is begun. */
export type DiskLevel = 'ok' | 'low' | 'critical';

const SEVERITY: Readonly<Record<DiskLevel, number>> = { ok: 0, low: 1, critical: 2 };

/** Below the share of the disk or the bytes, whichever is more. */
const LOW = { share: 0.05, bytes: 2e9 };
const CRITICAL = { share: 0.02, bytes: 500e6 };

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
  const isBelow = ({ share, bytes }: typeof LOW): boolean =>
    freeBytes < margin * Math.max(share * totalBytes, bytes);
  if (isBelow(CRITICAL)) return 'critical';
  return isBelow(LOW) ? 'low' : 'ok';
}

export function isWorse(level: DiskLevel, than: DiskLevel): boolean {
  return SEVERITY[level] > SEVERITY[than];
}

/** `1.9 GB of 250.0 GB free (0.8 %)` */
export function describeSpace({ freeBytes, totalBytes }: Space): string {
  const inGB = (bytes: number): string => `${(bytes / 1e9).toFixed(1)} GB`;
  return `${inGB(freeBytes)} of ${inGB(totalBytes)} free (${((100 * freeBytes) / totalBytes).toFixed(1)} %)`;
}
