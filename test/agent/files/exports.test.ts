import { read, written } from './written.js';

/** The same six rows, as the programs of testers write them. */
const TIMES_S = [0, 3600, 7200, 7200, 10800, 14400];
const CURRENTS_A = [0, 0.5, 0.5, 0, -0.5, -0.5];
const VOLTAGES_V = [3, 3.5, 4, 3.9, 3.6, 3.1];

const clock = (timeS: number): string => `0${timeS / 3600}:00:00`;
const rows = (line: (k: number) => string): string => TIMES_S.map((_, k) => `${line(k)}\n`).join('');
const state = (k: number, words: readonly [string, string, string]): string =>
  words[Math.sign(CURRENTS_A[k]!) + 1]!;

const EXPORTS: readonly (readonly [string, string])[] = [
  [
    'Arbin',
    'Data_Point,Test_Time(s),Date_Time,Step_Index,Cycle_Index,Current(A),Voltage(V),Aux_Temperature_1 (C)\n' +
      rows((k) => `${k},${TIMES_S[k]},10/10/2023 16:09:14,1,1,${CURRENTS_A[k]},${VOLTAGES_V[k]},25`),
  ],
  [
    'BaSyTec',
    '~Resultfile from Basytec Battery Test System\n~\n~Time[h]\tDataSet\tt-Step[h]\tLine\tCommand\tU[V]\tI[A]\tT1[°C]\tCyc-Count\n' +
      rows(
        (k) =>
          `${TIMES_S[k]! / 3600}\t${k}\t0\t1\t${state(k, ['Discharge', 'Pause', 'Charge'])}\t${VOLTAGES_V[k]}\t${CURRENTS_A[k]}\t25\t1`,
      ),
  ],
  [
    'BioLogic',
    'EC-Lab ASCII FILE\r\nNb header lines : 4\r\n\r\nmode\tox/red\tNs\ttime/s\tcontrol/V/mA\tEwe/V\t<I>/mA\tcycle number\r\n' +
      rows((k) =>
        `1\t1\t1\t${TIMES_S[k]}.0\t0\t${VOLTAGES_V[k]}\t${1000 * CURRENTS_A[k]!}\t1\r`.replaceAll('.', ','),
      ),
  ],
  [
    'Digatron',
    'Step;Status;Prog Time;Step Time;Cycle;Voltage;Current\n;;;;;V;mA\n' +
      rows((k) =>
        `1;${state(k, ['DCH', 'PAU', 'CHA'])};${clock(TIMES_S[k]!)};00:00:00;1;${VOLTAGES_V[k]};${1000 * CURRENTS_A[k]!}`.replaceAll(
          '.',
          ',',
        ),
      ),
  ],
  [
    'Digatron with units behind a hash',
    'Step,Status,Timestamp,Program Duration#s,Step Duration#s,Voltage#V,Current#A\n' +
      rows((k) => `1,CC_CHG,2025-01-01 00:00:00,${TIMES_S[k]},0,${VOLTAGES_V[k]},${CURRENTS_A[k]}`),
  ],
  [
    'Gamry',
    'EXPLAIN\r\nTAG\tPWR800_CHARGE\r\nCURVE\tTABLE\t6\r\n\tPt\tT\tVf\tIm\tVu\r\n\t#\ts\tV vs. Ref.\tA\tV\r\n' +
      rows((k) => `\t${k}\t${TIMES_S[k]}\t${VOLTAGES_V[k]}\t${CURRENTS_A[k]}\t0\r`),
  ],
  [
    'Maccor',
    "Today's Date ,28-Nov-23\nRec#\tCyc#\tStep\tTestTime\tAmp-hr\tAmps\tVolts\tState\tES\n" +
      rows(
        (k) =>
          `${k}\t1\t1\t0d ${clock(TIMES_S[k]!)}.00\t0\t${Math.abs(CURRENTS_A[k]!)}\t${VOLTAGES_V[k]}\t${state(k, ['D', 'R', 'C'])}\t1`,
      ),
  ],
  [
    'Neware',
    'DataPoint,Cycle Index,Step Index,Step Type,Time,Total Time,Current(mA),Voltage(V),Date\n' +
      rows(
        (k) =>
          `${k},1,1,${state(k, ['CC DChg', 'Rest', 'CC Chg'])},00:00:00,${clock(TIMES_S[k]!)},${1000 * CURRENTS_A[k]!},${VOLTAGES_V[k]},x`,
      ),
  ],
  [
    'Neware with times of steps and dates',
    'Record ID,Cycle,Steps,Cur(mA),Voltage(V),Time(h:min:s.ms),Realtime\n' +
      rows(
        (k) =>
          `${k},1,1,${1000 * CURRENTS_A[k]!},${VOLTAGES_V[k]},0:00:00.000,2024-02-28 ${clock(TIMES_S[k]!)}`,
      ),
  ],
  [
    'Novonix',
    '[Summary]\nCapacity (Ah): 5\n[End Summary]\n[Data]\nDate and Time,Cycle Number,Step Type,Run Time (h),Step Time (h),Current (A),Potential (V),Temperature (°C)\n' +
      rows((k) => `2025-07-19 15:26:20,1,7,${TIMES_S[k]! / 3600},0,${CURRENTS_A[k]},${VOLTAGES_V[k]},25`),
  ],
];

describe('the export of a tester', () => {
  it.each(EXPORTS)('of %s is read', async (_, text) => {
    const { column, flaws } = await read(written(text, 'export.txt'));
    expect(flaws).toEqual([]);
    expect(column('testTimeS')).toEqual(TIMES_S);
    expect(column('voltageV')).toEqual(VOLTAGES_V);
    expect(column('currentA').map((value) => value + 0)).toEqual(CURRENTS_A);
  });

  it('that prints a discharge without a sign says in its notes where the direction is from', async () => {
    const text = 'Time [s],Voltage [V],Current [A],State\n0,3,1,C\n10,3,1,D\n20,3,0.2,P\n';
    const { column, file } = await read(written(text));
    expect(column('currentA')).toEqual([1, -1, 0.2]);
    expect(file.notes).toContain(
      'currents have the direction that "State" says: discharges are printed as positive',
    );
  });

  it('keeps its signs where they agree with its words', async () => {
    const text = 'Time [s],Voltage [V],Current [A],State\n0,3,1,C\n10,3,-1,D\n20,3,0.001,D\n';
    const { column, file } = await read(written(text));
    expect(column('currentA')).toEqual([1, -1, 0.001]);
    expect(file.isDirected).toBe(false);
  });

  it.each([
    ['26:03:04.5', 93784.5],
    ['1d 02:03:04', 93784],
    ['1-02:03:04', 93784],
    ['2 days 00:00:01', 172801],
    ['0:00:59,9', 59.9],
  ])('may say a test time as %s', async (cell, timeS) => {
    const { column } = await read(written(`Test Time;Voltage;Current\n${cell};3;1\n`));
    expect(column('testTimeS')).toEqual([timeS]);
  });

  it.each(['01/02/2024 10:00:00', '12:30', '1:2:3:4', 'noon'])(
    'is not understood where it says a time as %s',
    async (cell) => {
      const { column, flaws } = await read(written(`Test Time,Voltage,Current\n${cell},3,1\n`));
      expect(column('testTimeS')).toEqual([NaN]);
      expect(flaws).toHaveLength(1);
    },
  );
});
