import { SystemClock } from '../../../core/clock.js';
import { ScpiCycler } from '../../../drivers/scpi-cycler/driver.js';
import { describeInstrument, type Bench } from '../../contracts/instrument.js';
import { CHARGE, protocolOf } from '../../simulators/cycler/fixtures.js';
import { ForkedTester } from './forked-tester.js';

async function bench(line: 'tty' | '0'): Promise<Bench> {
  const tester = new ForkedTester(line);
  await tester.start();
  if (tester.notices.length > 0) throw new Error(tester.notices.join('; '));
  const task = { kind: 'protocol', channel: 1, cellId: 'cell-1' };
  return {
    instrument: new ScpiCycler({ id: 'tester', line: tester.path, channels: 2, clock: new SystemClock() }),
    task: { ...task, protocol: CHARGE },
    longTask: { ...task, protocol: protocolOf({ kind: 'rest', durationS: 1e6 }) },
    executions: async (jobId) => tester.executions(jobId),
    close: () => tester.kill(),
  };
}

describeInstrument('SCPI cycler over a serial line', () => bench('tty'));
describeInstrument('SCPI cycler over TCP', () => bench('0'));
