import { describe, expect, it } from '@jest/globals';
import { decoyHash, hashPassword, isPassword } from '../../../agent/access/password-hash.js';

/** Quick; what is stored says how it was made. */
const CHEAP = { ln: 4, r: 8, p: 1 };

describe('a hash of a password', () => {
  it('fits that password only, and never twice the same text', async () => {
    const stored = await hashPassword('correct horse', CHEAP);
    expect(stored).toMatch(/^\$scrypt\$ln=4,r=8,p=1\$/);
    expect(await isPassword('correct horse', stored)).toBe(true);
    expect(await isPassword('correct horsf', stored)).toBe(false);
    expect(await hashPassword('correct horse', CHEAP)).not.toBe(stored);
  });

  it('fits the same password from another keyboard', async () => {
    const stored = await hashPassword('caf\u00e9 au lait', CHEAP);
    expect(await isPassword('cafe\u0301 au lait', stored)).toBe(true);
  });

  it('that is a decoy has the form of the others, and fits nothing', async () => {
    const [decoy, real] = [decoyHash(CHEAP), await hashPassword('x', CHEAP)];
    expect(decoy.length).toBe(real.length);
    expect(await isPassword('x', decoy)).toBe(false);
  });

  it('is the one of RFC 7914, section 12, third example', async () => {
    const stored =
      '$scrypt$ln=14,r=8,p=1$U29kaXVtQ2hsb3JpZGU$cCO9yzr9c0hGHAbNgf046/2o+7qQT44+qbVD9lRdofLVQylVYT8Pz2LUlwUkKpr55h6F3A1lHkDfzwF7RVdYhw';
    expect(await isPassword('pleaseletmein', stored)).toBe(true);
  });

  it.each(['', 'password', '$scrypt$ln=40,r=8,p=1$c2FsdA$aGFzaA', '$argon2id$v=19$m=1$a$b'])(
    "is not '%s'",
    async (stored) => {
      await expect(isPassword('x', stored)).rejects.toThrow(/not of the form/);
    },
  );
});
