/** Locks, wired to the record and to the operators' topics. */
import type { Provider } from '@nestjs/common';
import type { Lab } from '../experiment/experiment.js';
import type { LabRecord } from '../record/record.js';
import type { AgentSetup } from '../setup.js';
import { LAB, RECORD, SETUP } from '../tokens.js';
import { Locks } from './locks.js';
import { LocksSchedule } from './locks.schedule.js';

export const LOCK_PROVIDERS: Provider[] = [
  {
    provide: Locks,
    useFactory: (
      { link: clock, onTrouble }: AgentSetup,
      record: LabRecord,
      { robot, cycler, station }: Lab,
    ): Promise<Locks> => {
      const instruments = [robot, cycler, station].map(({ id }) => id);
      return Locks.open({ record, instruments, clock, onTrouble });
    },
    inject: [SETUP, RECORD, LAB],
  },
  LocksSchedule,
];
