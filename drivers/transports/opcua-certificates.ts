import { OPCUACertificateManager } from 'node-opcua-certificate-manager';

type Self = Parameters<OPCUACertificateManager['createSelfSignedCertificate']>[0];

/** How far the clock of the other end, or our own once it has been set, may be behind. */
const BEHIND_MS = 86_400_000;

/**
 * Keys and certificates of one end. A certificate that is made begins to be valid a day earlier: otherwise a peer whose
 * clock is behind refuses it (`BadCertificateTimeInvalid`), as we would refuse ours after setting the time of day back.
 */
export class OwnCertificates extends OPCUACertificateManager {
  override createSelfSignedCertificate(self: Self): Promise<void> {
    const startDate = new Date(self.startDate.getTime() - BEHIND_MS);
    return super.createSelfSignedCertificate({ ...self, startDate });
  }
}
