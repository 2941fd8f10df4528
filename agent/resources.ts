/** What an agent holds open: its record, its broker connection, its instruments. All of them, or nothing. */
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { MqttBus } from '../drivers/transports/mqtt-bus.js';
import type { Lab } from './experiment/experiment.js';
import { connectAll } from './operations/connecting.js';
import { makeBus, makeLab } from './operations/lab-instruments.js';
import { OutboxStore } from './record/outbox-store.js';
import { refuseSecondAgent } from './operations/lab-lease.js';
import { LabRecord } from './record/record.js';
import type { AgentSetup } from './setup.js';

export interface Resources {
  readonly record: LabRecord;
  /** How far operators have the record's events. */
  readonly store: OutboxStore;
  readonly bus: MqttBus;
  readonly lab: Lab;
}

/** @throws what kept one of them from opening; those opened before are closed again */
export async function openResources(setup: AgentSetup): Promise<Resources> {
  const { data, link, labClock, onTrouble, signal } = setup;
  await refuseSecondAgent(setup, onTrouble);
  mkdirSync(data, { recursive: true });
  const bus = await makeBus(setup);
  const lab = await makeLab(setup, bus);
  const record = await LabRecord.open(join(data, 'record.sqlite'), link, labClock, onTrouble);
  try {
    const store = await OutboxStore.open(record, 'mqtt');
    await connectAll(lab, link, signal, (text) => {
      onTrouble(new Error(text));
    });
    return { record, store, bus, lab };
  } catch (error) {
    await closeResources({ record, bus, lab });
    throw error;
  }
}

/** A link that cannot be closed in good order is gone all the same. */
export async function closeResources({ record, bus, lab }: Omit<Resources, 'store'>): Promise<void> {
  const { robot, cycler, station } = lab;
  await Promise.allSettled([robot, cycler, station].map((instrument) => instrument.disconnect()));
  await Promise.allSettled([bus.disconnect()]);
  await record.close();
}
