import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { MaintenanceWindow } from '../../../config/maintenance.js';
import { ManualClock } from '../../../core/clock.js';
import { Leases } from '../../../agent/campaign/leases.js';
import { Maintenance } from '../../../agent/maintenance/maintenance.js';
import type { EventRow } from '../../../agent/record/event-row.js';
import type { LabRecord } from '../../../agent/record/record.js';
import { RecordFolder } from '../a-record.js';

const HOUR_MS = 3_600_000;
const FILTERS: MaintenanceWindow = {
  on: ['2026-01-01'],
  at: '02:00',
  zone: 'UTC',
  durationH: 2,
  instruments: ['robot'],
  reason: 'new filters',
};

describe('maintenance windows', () => {
  let folder: RecordFolder;
  let record: LabRecord;
  let clock: ManualClock;
  let maintenance: Maintenance;
  beforeEach(async () => {
    folder = new RecordFolder();
    record = await folder.open();
    clock = new ManualClock();
    maintenance = onRecord();
  });
  afterEach(async () => {
    await maintenance.close();
    await folder.remove();
  });

  const onRecord = (windows: Record<string, MaintenanceWindow> = { filters: FILTERS }): Maintenance =>
    new Maintenance({ windows, record, clock, onTrouble: (error) => folder.troubles.push(error) });
  const told = async (): Promise<string[]> =>
    (await record.db('events').orderBy('seq').pluck<string[]>('kind')).filter((kind) =>
      kind.startsWith('maintenance'),
    );
  /** Moves time on, and waits for what is written meanwhile. */
  const pass = async (hours: number): Promise<void> => {
    await clock.advance(hours * HOUR_MS);
    await maintenance.look();
  };

  it('keep their instruments, and no others, from their beginning until just before their end', async () => {
    const held: boolean[] = [];
    for (const hours of [0, 1.99, 0.01, 1.99, 0.01]) {
      clock.set(hours * HOUR_MS);
      held.push(maintenance.isHeld('robot'));
      expect(maintenance.isHeld('cycler')).toBe(false);
    }
    expect(held).toEqual([false, false, true, true, false]);
  });

  it('are recorded when they begin and when they end, by themselves', async () => {
    await maintenance.look();
    await clock.advance(2 * HOUR_MS);
    await clock.advance(2 * HOUR_MS);
    await maintenance.look();
    expect(await told()).toEqual(['maintenance.began', 'maintenance.ended']);
    const [began] = await record.db('events').where('kind', 'maintenance.began').select<EventRow[]>();
    expect(began).toMatchObject({ subject: 'filters' });
    expect(JSON.parse(began!.body)).toEqual({
      instruments: ['robot'],
      reason: 'new filters',
      startsAt: '2026-01-01T02:00:00.000Z',
      endsAt: '2026-01-01T04:00:00.000Z',
    });
  });

  it('are not told again by an agent that starts again in them, and ended by one that starts after them', async () => {
    await pass(3);
    await maintenance.close();
    maintenance = onRecord();
    await maintenance.look();
    expect(await told()).toEqual(['maintenance.began']);
    await maintenance.close();
    maintenance = onRecord();
    await pass(2);
    expect(await told()).toEqual(['maintenance.began', 'maintenance.ended']);
  });

  it('end when the lab no longer has them', async () => {
    await pass(3);
    await maintenance.close();
    maintenance = onRecord({});
    await maintenance.look();
    expect(await told()).toEqual(['maintenance.began', 'maintenance.ended']);
  });

  it('follow a clock that is set, and say nothing of what a host slept through', async () => {
    await pass(3);
    clock.set(-2 * HOUR_MS);
    await maintenance.look();
    expect(await told()).toEqual(['maintenance.began', 'maintenance.ended']);
    clock.set(24 * HOUR_MS);
    await maintenance.look();
    expect(await told()).toHaveLength(2);
  });

  it('hold back what needs their instrument, and nothing else, until they are over', async () => {
    const leases = new Leases(record, maintenance);
    const never = new AbortController().signal;
    await pass(2);
    const begun: string[] = [];
    const waiting = [
      leases.take('E1', ['robot'], never, ['robot', 'cycler']).then(() => begun.push('load')),
      leases.whenOpen(['robot'], never).then(() => begun.push('assemble')),
      leases.whenOpen(['station'], never).then(() => begun.push('film')),
    ];
    await pass(1.9);
    expect(begun).toEqual(['film']);
    await clock.advance(0.1 * HOUR_MS);
    await Promise.all(waiting);
    expect(begun.sort()).toEqual(['assemble', 'film', 'load']);
  });

  it('let go of what waits for them when it is called off', async () => {
    const leases = new Leases(record, maintenance);
    const stop = new AbortController();
    await pass(2);
    const waiting = leases.whenOpen(['robot'], stop.signal);
    stop.abort(new Error('stopped'));
    await expect(waiting).rejects.toThrow('stopped');
  });

  it('tell when they could not be recorded, and are recorded at the next look', async () => {
    const append = record.append.bind(record);
    record.append = () => Promise.reject(new Error('no space'));
    await pass(2);
    expect(folder.troubles.map(({ message }) => message)).toEqual([expect.stringContaining('no space')]);
    record.append = append;
    await maintenance.look();
    expect(await told()).toEqual(['maintenance.began']);
  });
});
