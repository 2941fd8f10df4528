import { LabClock, SystemClock } from '../../../core/clock.js';
import { seededRng } from '../../../core/rng.js';
import { ScpiCycler } from '../../../drivers/scpi-cycler/driver.js';
import { startCycler } from '../../../simulators/cycler/cycler.js';
import { heardRoom } from '../../../simulators/faults/heard-room.js';
import { Wire } from '../../../simulators/faults/wire.js';
import { describeLinkFaults } from '../../contracts/link-faults.js';
import { CapacitorRun } from '../../simulators/cycler/capacitor-run.js';
import { CHARGE, roomWithCells, temporaryFolder } from '../../simulators/cycler/fixtures.js';

const link = new SystemClock();

describeLinkFaults('the tester, on its line', async () => {
  const wire = new Wire(link, seededRng('wire'));
  const room = roomWithCells(2);
  const tester = await startCycler({
    room: heardRoom(room, wire),
    clock: new LabClock(link, { linkMs: link.now(), labMs: 0, factor: 1000 }),
    link,
    rng: seededRng('tester'),
    channels: 2,
    tcpFallbackPort: 0,
    memoryFolder: temporaryFolder(),
    makeRun: (cell, protocol) => new CapacitorRun(cell, protocol),
    measure: () => (row) => row,
    channelFaultsPerYear: 0,
    wire,
    onNotice: () => undefined,
  });
  const instrument = new ScpiCycler({
    id: 'tester',
    line: tester.path,
    channels: 2,
    clock: link,
    deadlineMs: 150,
  });
  return {
    instrument,
    task: { kind: 'protocol', channel: 1, cellId: 'cell-1', protocol: CHARGE },
    strike: (fault) => {
      wire.strike(fault);
    },
    executions: (jobId) => room.begun.filter((begun) => begun === jobId).length,
    close: () => tester.close(),
  };
});
