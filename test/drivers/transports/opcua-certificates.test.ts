import { X509Certificate } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from '@jest/globals';
import { OwnCertificates } from '../../../drivers/transports/opcua-certificates.js';

it('a certificate that is made is valid for a peer whose clock is hours behind', async () => {
  const rootFolder = mkdtempSync(join(tmpdir(), 'certificates-'));
  const certificates = new OwnCertificates({ rootFolder });
  try {
    await certificates.initialize();
    const outputFile = join(rootFolder, 'own.pem');
    const startDate = new Date('2026-11-29T12:00:00Z');
    const of = { applicationUri: 'urn:own', dns: ['localhost'], subject: '/CN=own', validity: 365 };
    await certificates.createSelfSignedCertificate({ ...of, outputFile, startDate });
    const { validFrom, validTo } = new X509Certificate(readFileSync(outputFile));
    expect(Date.parse(validFrom)).toBe(Date.parse('2026-11-28T12:00:00Z'));
    expect(Date.parse(validTo)).toBeGreaterThan(startDate.getTime());
  } finally {
    await certificates.dispose();
    rmSync(rootFolder, { recursive: true });
  }
});
