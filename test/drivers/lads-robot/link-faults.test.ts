/** @jest-environment ./test/drivers/lads-robot/jest/opcua-environment.js */
import { seededRng } from '../../../core/rng.js';
import { heardRoom } from '../../../simulators/faults/heard-room.js';
import { Wire } from '../../../simulators/faults/wire.js';
import { openRelay } from '../../../simulators/faults/wire-relay.js';
import { describeLinkFaults } from '../../contracts/link-faults.js';
import { link, RobotBench } from './bench.js';
import { TASK } from './tasks.js';

describeLinkFaults(
  'the robot, behind its own relay',
  async () => {
    const bench = new RobotBench();
    const wire = new Wire(link, seededRng('wire'));
    await bench.start({ room: heardRoom(bench.room, wire), unsecured: true });
    const host = '127.0.0.1';
    const target = () => ({ host, port: Number(new URL(bench.endpoint).port) });
    const relay = await openRelay({ host, port: 0, wire, target, instrument: 'target' });
    const instrument = bench.driver({
      // Encryption has suites of its own; without it a new connection is made faster.
      security: 'None',
      endpoint: `opc.tcp://${host}:${relay.port}`,
      timing: { beatMs: 200, missedBeats: 5, firstRetryMs: 50, longestRetryMs: 200 },
    });
    return {
      instrument,
      task: TASK,
      strike: (fault) => {
        wire.strike(fault);
      },
      executions: (jobId) => bench.executions(jobId),
      close: async () => {
        await relay.close();
        await bench.close();
      },
    };
  },
  ['truncated', 'lost-acknowledgement', 'disconnect'],
);
