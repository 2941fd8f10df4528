import { Flaws } from '../../../agent/files/flaws.js';
import { readSpectrum } from '../../../agent/files/spectrum-file.js';
import { written } from './written.js';

const read = async (text: string) => readSpectrum(written(text), new Flaws('cell.csv'));

describe('an impedance sweep in a file', () => {
  it('is read as real and imaginary part', async () => {
    const { rows } = await read(
      'Frequency / Hz,Real Impedance / ohm,Imaginary Impedance / ohm\n1000,5,-2\n1,9,-4\n',
    );
    expect(rows).toEqual([
      [1000, 5, -2],
      [1, 9, -4],
    ]);
  });

  it('is read from modulus and phase, with the units of the labels', async () => {
    const { rows } = await read('frequency_hertz,absolute_impedance_ohm,phase_degree\n10,2,-90\n');
    expect(rows[0]![1]).toBeCloseTo(0, 12);
    expect(rows[0]![2]).toBeCloseTo(-2, 12);
  });

  it.each([
    ['EC-Lab', 'Nb header lines : 2\nfreq/Hz\tRe(Z)/Ohm\t-Im(Z)/Ohm\t|Z|/Ohm\n1,0E+3\t5\t2,5\t5,6\n'],
    ['a potentiostat with a line of units', 'freq,Re(Z),-Im(Z)\nkHz,mOhm,mOhm\n1,5000,2500\n'],
    ['a potentiostat with primes', "Index;Frequency (Hz);Z' (Ω);-Z'' (Ω)\n1;1000;5;2.5\n"],
    [
      'Gamry',
      'ZCURVE\tTABLE\n\tPt\tFreq\tZreal\tZimag\tZmod\n\t#\tHz\tohm\tohm\tohm\n\t0\t1000\t5\t-2.5\t5.6\n',
    ],
  ])('is read as %s writes it, a capacitive reactance negative', async (_, text) => {
    expect((await read(text)).rows).toEqual([[1000, 5, -2.5]]);
  });

  it('is refused when its phase says no unit and is more than half a turn', async () => {
    const text = 'Frequency [Hz],Impedance modulus,Impedance phase\n10,2,-90\n';
    await expect(read(text)).rejects.toThrow(/"Impedance phase" says no unit and holds -90/);
  });
});
