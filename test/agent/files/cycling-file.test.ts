import { gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { openCyclingFile } from '../../../agent/files/cycling-file.js';
import { FileError } from '../../../agent/files/file-error.js';
import { read, written } from './written.js';

const LABELS =
  'Test Time / s,Voltage / V,Current / A,Cycle Count / 1,Step Count / 1,Ambient Temperature / degC';
const ROWS = ['0,3.1,0.001,1,1,25', '10,3.2,0.001,1,1,25', '20,3.3,-0.001,1,2,26'];
const text = (rows: readonly string[], header = LABELS): string => `${[header, ...rows].join('\n')}\n`;

describe('a cycling file', () => {
  it.each([
    ['preferred labels', LABELS],
    [
      'machine names',
      'test_time_second,voltage_volt,current_ampere,cycle_count,step_count,ambient_temperature_celsius',
    ],
    ['units in brackets', 'Time [s],Voltage [V],Current [A],Cycle,Step,Temperature [°C]'],
    ['units in parentheses', 'Test_Time(s),Voltage(V),Current(A),Cycle_Index,Step_Index,Temperature(C)'],
  ])('is read under %s', async (_, header) => {
    const { column, flaws } = await read(written(text(ROWS, header)));
    expect(column('testTimeS')).toEqual([0, 10, 20]);
    expect(column('voltageV')).toEqual([3.1, 3.2, 3.3]);
    expect(column('currentA')).toEqual([0.001, 0.001, -0.001]);
    expect(column('step')).toEqual([1, 1, 2]);
    expect(column('temperatureK')).toEqual([298.15, 298.15, 299.15]);
    expect(flaws).toEqual([]);
  });

  it('is converted to SI by the units of its labels', async () => {
    const header = 'test_time_millisecond;Ewe/mV;<I>/mA';
    const { column } = await read(written(text(['1000;3100;-2.5'], header)));
    expect([column('testTimeS'), column('voltageV'), column('currentA')]).toEqual([[1], [3.1], [-0.0025]]);
  });

  it('may have a decimal comma, a byte order mark, CRLF, lines before the header and a delimiter at the end', async () => {
    const lines = [
      'Zelle: A;;',
      '',
      'Time [s];Voltage [V];Current [mA]',
      '0,5;3,71;1,0;',
      '1,5;3,72;1,0;',
      '',
    ];
    const { column, flaws, file } = await read(written(`\uFEFF${lines.join('\r\n')}`));
    expect(column('testTimeS')).toEqual([0.5, 1.5]);
    expect(column('voltageV')).toEqual([3.71, 3.72]);
    expect(flaws).toEqual([]);
    expect(file.notes).toContain('the decimal sign is a comma');
  });

  it('may be UTF-16 with a byte order mark', async () => {
    const { column } = await read(written(Buffer.from(`\uFEFF${text(ROWS)}`, 'utf16le')));
    expect(column('testTimeS')).toEqual([0, 10, 20]);
  });

  it('may be packed, and gives what there is when the packed file breaks off', async () => {
    const rows = Array.from({ length: 20_000 }, (_, k) => `${k},${3 + Math.sin(k)},0.001,1,1,25`);
    const packed = gzipSync(text(rows));
    expect((await read(written(packed))).column('testTimeS')).toHaveLength(20_000);
    const half = await read(written(packed.subarray(0, packed.length / 2)));
    const count = half.column('testTimeS').length;
    expect(count).toBeGreaterThan(5000);
    expect(count).toBeLessThan(15_000);
    expect(half.flaws.at(-1)).toBe(
      `cell.csv:${count + 1}: the packed file breaks off before its end: what follows is missing`,
    );
  });

  it('keeps a row with text in a number column, and names line and column', async () => {
    const { column, flaws } = await read(written(text([ROWS[0]!, '10,OVL,0.001,1,1,25', ROWS[2]!])));
    expect(column('voltageV')).toEqual([3.1, NaN, 3.3]);
    expect(column('usable')).toEqual([1, 0, 1]);
    expect(flaws).toEqual(['cell.csv:3, column "Voltage / V": expected a number, came "OVL"']);
  });

  it.each(['', ' ', '0x1F', ' 0x1F', 'Infinity', '1e999', '1.2.3', 'NaN'])(
    'takes %j for no number',
    async (cell) => {
      const { column, flaws } = await read(written(text([ROWS[0]!, `10,${cell},0.001,1,1,25`])));
      expect(column('voltageV')).toEqual([3.1, NaN]);
      expect(flaws).toHaveLength(1);
    },
  );

  it('does not believe the number at which a line breaks off', async () => {
    const { column, flaws } = await read(written(`${text(ROWS.slice(0, 2))}20,3.`));
    expect(column('testTimeS')).toEqual([0, 10, 20]);
    expect(column('voltageV')).toEqual([3.1, 3.2, NaN]);
    expect(flaws).toEqual(['cell.csv:4: the line breaks off after 2 of 6 cells']);
  });

  it('takes nothing from a line with more cells than the header, and counts blank lines as rows', async () => {
    const { column, flaws } = await read(written(text([ROWS[0]!, '10,3,2,0.001,1,1,25', '', ROWS[2]!])));
    expect(column('testTimeS')).toEqual([0, NaN, NaN, 20]);
    expect(flaws).toEqual([
      'cell.csv:3: expected 6 cells, came 7',
      'cell.csv:4: expected a row, the line is blank',
    ]);
  });

  it('names the first three bad lines of a kind and counts the others', async () => {
    const { flaws } = await read(written(text(Array.from({ length: 50 }, (_, k) => `${k},?,0.001,1,1,25`))));
    expect(flaws).toHaveLength(4);
    expect(flaws[3]).toBe('cell.csv: and 47 more lines like the last');
  });

  it.each([
    ['nothing', '', /the file is empty/],
    ['a header alone', `${LABELS}\n`, /expected rows after the header \(line 1\), none came/],
    [
      'no current',
      text(['0,3'], 'Test Time / s,Voltage / V'),
      /no current among "Test Time \/ s", "Voltage \/ V"/,
    ],
    [
      'current in volts',
      text(['0,3,1'], 'Time [s],Voltage [V],Current [V]'),
      /line 1, column "Current \[V\]": expected a unit of current .* came "V"/,
    ],
    [
      'prose',
      'Dear colleague,\nplease find attached the data.\n',
      /expected columns for test time, voltage, current/,
    ],
    ['bytes', Buffer.alloc(3_000_000, 7), /no text file/],
  ])('is refused when it holds %s', async (_, content, message) => {
    const attempt = openCyclingFile(written(content));
    await expect(attempt).rejects.toThrow(FileError);
    await expect(openCyclingFile(written(content))).rejects.toThrow(message);
  });

  it('is refused with its path when it is not there', async () => {
    await expect(openCyclingFile('/nowhere/cell.csv')).rejects.toThrow(
      /^\/nowhere\/cell.csv: cannot be read/,
    );
  });

  it('counts its Unix times from the first when it has no test time', async () => {
    const header = 'Unix Time / s,Voltage / V,Current / A';
    const { column } = await read(written(text(['1700000000,3,1', '1700000010,3,1'], header)));
    expect(column('testTimeS')).toEqual([0, 10]);
  });

  it('never goes wrong but by a FileError, whatever it holds', async () => {
    const cell = fc.oneof(fc.string({ maxLength: 6 }), fc.double().map(String), fc.constant(''));
    const anything = fc.array(
      fc.array(cell, { maxLength: 8 }).map((cells) => cells.join(',')),
      { maxLength: 6 },
    );
    await fc.assert(
      fc.asyncProperty(anything, fc.boolean(), async (lines, headed) => {
        const path = written([...(headed ? [LABELS] : []), ...lines].join('\n'), 'any.csv');
        const length = await read(path).then(
          ({ column }) => column('voltageV').length,
          (error: unknown) => {
            expect(error).toBeInstanceOf(FileError);
            return 0;
          },
        );
        expect(length).toBeLessThanOrEqual(lines.join('\n').split('\n').length);
      }),
      { numRuns: 100 },
    );
  });
});
