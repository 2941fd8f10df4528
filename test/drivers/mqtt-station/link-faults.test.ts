import { seededRng } from '../../../core/rng.js';
import { MqttStation } from '../../../drivers/mqtt-station/driver.js';
import { startBroker } from '../../../simulators/broker/broker.js';
import { heardRoom } from '../../../simulators/faults/heard-room.js';
import { Wire } from '../../../simulators/faults/wire.js';
import { openRelay } from '../../../simulators/faults/wire-relay.js';
import { describeLinkFaults } from '../../contracts/link-faults.js';
import { MemoryRoom } from '../../contracts/memory-room.js';
import { agentBus, base, cell, credentials, link, station } from './lab.js';

describeLinkFaults('the station, on its own way to the broker', async () => {
  const broker = await startBroker({ port: 0, credentials });
  const wire = new Wire(link, seededRng('wire'));
  const there = { host: '127.0.0.1', port: Number(new URL(broker.url).port) };
  const relay = await openRelay({
    host: there.host,
    port: 0,
    wire,
    target: () => there,
    instrument: 'client',
  });
  const room = new MemoryRoom();
  await room.putCell(cell('C1'));
  const peer = await station(`mqtt://127.0.0.1:${relay.port}`, room, { room: heardRoom(room, wire) });
  const bus = agentBus(broker.url);
  const instrument = new MqttStation({ id: 'station-1', bus, base, clock: link, deadlineMs: 500 });
  return {
    instrument,
    task: { kind: 'impedance', cellId: 'C1' },
    strike: (fault) => {
      wire.strike(fault);
    },
    executions: (jobId) => room.begun.filter((begun) => begun === jobId).length,
    close: async () => {
      await bus.disconnect();
      await peer.close();
      await relay.close();
      await broker.close();
    },
  };
});
