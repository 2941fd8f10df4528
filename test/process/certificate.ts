/** A certificate for this computer that nobody has signed but itself, as a lab without an authority of its own has one. */
import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';

const OPENSSL = '/usr/bin/openssl';
export const canMakeCertificates = existsSync(OPENSSL);

export interface CertificateFiles {
  readonly cert: string;
  readonly key: string;
}

/** @param folder where the two files go, PEM */
export function certificateIn(folder: string): CertificateFiles {
  const [cert, key] = [join(folder, 'lab.pem'), join(folder, 'lab-key.pem')];
  const names = 'subjectAltName=DNS:localhost,IP:127.0.0.1';
  const kind = ['-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes', '-days', '2'];
  const about = ['-subj', '/CN=localhost', '-addext', names];
  execFileSync(OPENSSL, ['req', ...kind, ...about, '-keyout', key, '-out', cert], { stdio: 'ignore' });
  return { cert, key };
}
