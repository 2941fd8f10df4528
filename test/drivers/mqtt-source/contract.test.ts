import { afterAll, describe, expect, it } from '@jest/globals';
import { LabClock } from '../../../core/clock.js';
import { MqttSource } from '../../../drivers/mqtt-source/driver.js';
import type { SourceTask } from '../../../drivers/source.js';
import { startBroker } from '../../../simulators/broker/broker.js';
import { startPeer } from '../../../simulators/mqtt-peer/start-peer.js';
import { Source } from '../../../simulators/source/source.js';
import { estimate } from '../../../simulators/world/ladder/estimates.js';
import { describeInstrument, type Bench } from '../../contracts/instrument.js';
import { MemoryRoom } from '../../contracts/memory-room.js';
import { agentBus, credentials, eventually, link } from '../mqtt-station/lab.js';

const base = 'lab/compute';
const trial = {
  formulation: { solvents: { EC: 0.3, EMC: 0.7 }, saltsMolPerL: { LiPF6: 1 }, additives: { VC: 0.02 } },
  electrolyteVolumeL: 7e-5,
  formation: { cRate: 0.05, temperatureK: 298.15, cycles: 2 },
  cycling: { cRate: 1, temperatureK: 313.15 },
};
const task = (model: SourceTask['model']): SourceTask => ({ kind: 'estimate', model, trial });

/** One lab minute passes in 0.1 s; descriptors take a minute of link time, so that their job can be stopped. */
async function bench(): Promise<Bench & { readonly instrument: MqttSource }> {
  const broker = await startBroker({ port: 0, credentials });
  const room = new MemoryRoom();
  const source = new Source({
    estimate: (model, asked) => estimate(model, asked, '0'),
    durationS: (model) => (model === 'descriptors' ? 36_000 : 60),
  });
  const peer = await startPeer(source, {
    room,
    clock: new LabClock(link, { linkMs: link.now(), labMs: 0, factor: 600 }),
    link,
    brokerUrl: broker.url,
    username: 'station',
    password: credentials.station,
    base,
  });
  const bus = agentBus(broker.url);
  const driver = new MqttSource({ id: 'compute', bus, base, clock: link, deadlineMs: 2000 });
  return {
    instrument: driver,
    task: task('film-kinetics'),
    longTask: task('descriptors'),
    executions: async (jobId) => room.begun.filter((begun) => begun === jobId).length,
    close: async () => {
      await driver.disconnect();
      await bus.disconnect();
      await peer.close();
      await broker.close();
    },
  };
}

describeInstrument('MQTT source over the embedded broker', bench);

describe('an estimate over MQTT', () => {
  const opened = bench();
  afterAll(async () => {
    await (await opened).close();
  });

  it('arrives as it was computed, with its uncertainty and cost', async () => {
    const { instrument } = await opened;
    await instrument.connect();
    await instrument.start('e1', task('film-kinetics'));
    await eventually(async () => (await instrument.job('e1')).state !== 'running');
    const { state, result } = await instrument.job('e1');
    expect(state).toBe('completed');
    expect(result).toEqual(estimate('film-kinetics', trial, '0'));
  });

  it('of an ingredient that nobody knows fails with the known names', async () => {
    const { instrument } = await opened;
    const formulation = { ...trial.formulation, solvents: { water: 1 } };
    await instrument.start('e2', { ...task('film-kinetics'), trial: { ...trial, formulation } });
    await eventually(async () => (await instrument.job('e2')).state !== 'running');
    expect((await instrument.job('e2')).fault).toEqual({
      code: 'unknown-ingredient',
      message: expect.stringMatching(/no solvent "water".*expected one of EC, PC/),
    });
  });

  it('of something that is no trial is refused with the field', async () => {
    const { instrument } = await opened;
    const wrong = { ...task('film-kinetics'), trial: { ...trial, electrolyteVolumeL: -1 } };
    await expect(instrument.start('e3', wrong)).rejects.toMatchObject({
      fault: 'refused',
      message: expect.stringContaining('electrolyteVolumeL'),
    });
  });
});
