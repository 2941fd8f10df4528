import { describe, expect, it } from '@jest/globals';
import { tmpdir } from 'node:os';
import { networkDriveOf, refuseNetworkDrive } from '../../../agent/record/network-drive.js';

const MOUNTS = String.raw`
22 1 254:0 / / rw,relatime - ext4 /dev/vda rw
31 22 0:40 / /mnt/nas rw,relatime shared:5 - nfs4 server:/export rw,vers=4.2
32 22 0:41 / /mnt/lab\040disk rw,relatime - cifs //server/lab rw
33 22 0:42 / /home/a/remote rw,nosuid - fuse.sshfs a@host:/data rw
34 22 0:43 / /mnt/c rw - 9p drvfs rw
35 31 8:1 / /mnt/nas/local rw - xfs /dev/sda1 rw
36 22 8:2 / /mnt/stick rw - fuseblk /dev/sdb1 rw
37 22 0:44 / /mnt/twice rw - ext4 /dev/sdc1 rw
38 37 0:45 / /mnt/twice rw - nfs server:/other rw
`;

describe('where a record lies', () => {
  it.each([
    ['/mnt/nas/data', 'nfs4', 'server:/export'],
    ['/mnt/nas', 'nfs4', 'server:/export'],
    ['/mnt/lab disk/data', 'cifs', '//server/lab'],
    ['/home/a/remote/x', 'fuse.sshfs', 'a@host:/data'],
    ['/mnt/c/Users', '9p', 'drvfs'],
    ['/mnt/twice/x', 'nfs', 'server:/other'],
  ])('%s is a network drive', (path, type, source) => {
    expect(networkDriveOf(path, MOUNTS)).toMatchObject({ type, source });
  });

  it.each(['/var/lib/interphase', '/mnt/nas/local/x', '/mnt/nasty', '/mnt/stick', '/'])(
    '%s is a disk of this machine',
    (path) => {
      expect(networkDriveOf(path, MOUNTS)).toBeUndefined();
    },
  );

  it('is no matter where it is a disk of this machine', () => {
    expect(() => {
      refuseNetworkDrive(tmpdir());
    }).not.toThrow();
  });
});
