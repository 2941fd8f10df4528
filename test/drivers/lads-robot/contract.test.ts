/** @jest-environment ./test/drivers/lads-robot/jest/opcua-environment.js */
import { describeInstrument } from '../../contracts/instrument.js';
import { RobotBench } from './bench.js';
import { LONG_TASK, TASK } from './tasks.js';

describeInstrument('LADS robot', async () => {
  const bench = new RobotBench();
  await bench.start();
  return {
    instrument: bench.driver(),
    task: TASK,
    longTask: LONG_TASK,
    executions: async (jobId) => bench.executions(jobId),
    close: () => bench.close(),
  };
});
