/**
 * A record on a network drive would be damaged sooner or later: SQLite's log needs memory that all its users share, and
 * locks that hold (SQLite, wal.html, "all processes must be on the same host computer"; faq.html, question 5, on NFS).
 */
import { readFileSync, realpathSync } from 'node:fs';
import { RecordError } from './record-error.js';

/** As Linux names them. `drvfs` and `9p` are also how a Windows disk appears in WSL 2. */
const NETWORK =
  /^(nfs4?|cifs|smb3|smbfs|ncpfs|9p|drvfs|afs|ceph|lustre|gfs2?|ocfs2|beegfs|fuse\.(sshfs|glusterfs|rclone|s3fs|davfs2?|gvfsd-fuse|smbnetfs|curlftpfs|nfs))$/;

const OVERRIDE = 'INTERPHASE_NETWORK_DRIVE';

export interface Mount {
  readonly point: string;
  readonly type: string;
  readonly source: string;
}

/**
 * The mount that a path lies on, if that is a network drive.
 * @param path absolute, without symbolic links
 * @param mountInfo as in /proc/self/mountinfo (proc_pid_mountinfo(5))
 */
export function networkDriveOf(path: string, mountInfo: string): Mount | undefined {
  const above = mountInfo
    .split('\n')
    .flatMap(mountOf)
    .filter(({ point }) => path === point || path.startsWith(point.endsWith('/') ? point : `${point}/`));
  // Of two on the same point the later one lies on top.
  const nearest = above.reduce<Mount | undefined>(
    (best, mount) => (best && best.point.length > mount.point.length ? best : mount),
    undefined,
  );
  return nearest && NETWORK.test(nearest.type) ? nearest : undefined;
}

/** `36 35 98:0 /root /point options optional - type source options`, with spaces in names as `\040`. */
function mountOf(line: string): Mount[] {
  const [place = '', kind = ''] = line.split(' - ');
  const [point, [type, source]] = [place.split(' ')[4], kind.split(' ')];
  if (point === undefined || type === undefined || source === undefined) return [];
  return [{ point: unescaped(point), type, source: unescaped(source) }];
}

function unescaped(name: string): string {
  return name.replace(/\\([0-7]{3})/g, (_, octal: string) => String.fromCharCode(parseInt(octal, 8)));
}

/**
 * Known on Linux only; elsewhere nothing is said.
 * @throws {RecordError} `unusable`
 */
export function refuseNetworkDrive(folder: string): void {
  if (process.platform !== 'linux' || process.env[OVERRIDE] === 'allow') return;
  const drive = networkDriveOf(realpathSync(folder), readFileSync('/proc/self/mountinfo', 'utf8'));
  if (!drive) return;
  throw new RecordError(
    folder,
    'unusable',
    `it lies on a network drive (${drive.type} ${drive.source} at ${drive.point}), where the locks of SQLite do not hold and the record would be damaged; name a folder on a disk of this machine with --data and keep backups on the drive (npx interphase backup --to FOLDER). ${OVERRIDE}=allow goes on all the same`,
  );
}
