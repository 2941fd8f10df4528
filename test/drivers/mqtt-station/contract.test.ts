import { it } from '@jest/globals';
import { startBroker, type Broker } from '../../../simulators/broker/broker.js';
import { describeInstrument, type Bench } from '../../contracts/instrument.js';
import { credentials, lab } from './lab.js';
import { hasMosquitto, startMosquitto } from './mosquitto.js';

function bench(start: () => Promise<Broker>): () => Promise<Bench> {
  return async () => {
    const { driver, room, close } = await lab(start);
    return {
      instrument: driver,
      task: { kind: 'impedance', cellId: 'C1' },
      longTask: { kind: 'film', cellId: 'C1' },
      executions: async (jobId) => room.begun.filter((begun) => begun === jobId).length,
      close,
    };
  };
}

describeInstrument(
  'MQTT station over the embedded broker',
  bench(() => startBroker({ port: 0, credentials })),
);

if (hasMosquitto) {
  describeInstrument(
    'MQTT station over mosquitto',
    bench(() => startMosquitto({ port: 0, credentials })),
  );
} else {
  it.skip('MQTT station over mosquitto: not installed at /usr/sbin/mosquitto', () => undefined);
}
