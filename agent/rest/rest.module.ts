/** How REST and who may use it are put together, as parts of the agent's module. */
import type { Provider } from '@nestjs/common';
import type { NestExpressApplication } from '@nestjs/platform-express';
import type { Clock } from '../../core/clock.js';
import { AccessFile } from '../access/access-file.js';
import { AccessLog } from '../access/access-log.js';
import { Entrance } from '../access/entrance.js';
import { AccessSchedule } from '../access/access.schedule.js';
import { Sessions } from '../access/sessions.js';
import { SignIn } from '../access/sign-in.js';
import { AlarmsController } from '../alarms/alarms.controller.js';
import { CalibrationController } from '../calibration/calibration.controller.js';
import { DesignController } from '../design/design.controller.js';
import { LocksController } from '../locks/locks.controller.js';
import { StatusController } from '../operations/status.controller.js';
import type { LabRecord } from '../record/record.js';
import { ContractController } from '../supervision/contract.controller.js';
import type { Supervisor } from '../supervision/supervisor.js';
import { RECORD, SUPERVISOR } from '../tokens.js';
import { ApiPageController } from './api-page.controller.js';
import { BodyGuard } from './body-guard.js';
import { edge, type EdgeOptions } from './edge.js';
import { EventStream } from './event-stream.js';
import { servePage } from './page.js';
import { MOST_BYTES, PhotosController } from './photos.controller.js';
import { Problems } from './problems.js';
import { RecordController } from './record.controller.js';
import { RoleGuard } from './role-guard.js';
import { Routes, routesOf } from './routes.js';
import { AccessParts, SignInController } from './sign-in.controller.js';
import { StreamController } from './stream.controller.js';
import { VerbsController } from './verbs.controller.js';

export const REST_CONTROLLERS = [
  SignInController,
  VerbsController,
  StatusController,
  AlarmsController,
  StreamController,
  RecordController,
  CalibrationController,
  DesignController,
  LocksController,
  ContractController,
  PhotosController,
  ApiPageController,
];

export interface RestOptions extends EdgeOptions {
  /** Absolute path of the data folder. */
  readonly data: string;
  readonly cookie: string;
  /** Of the product. */
  readonly version: string;
  /** Link time. */
  readonly clock: Clock;
  readonly onTrouble: (error: Error) => void;
}

/** Largest body of a request; verbs are a few hundred bytes. */
const BODY_LIMIT = '64kb';

export function restProviders({ data, cookie, clock, isTls, version, onTrouble }: RestOptions): Provider[] {
  const file = new AccessFile(data, clock);
  const sessions = new Sessions(clock);
  return [
    { provide: Routes, useValue: new Routes(routesOf(REST_CONTROLLERS), version) },
    { provide: Entrance, useValue: new Entrance({ file, sessions, clock, cookie }) },
    {
      provide: AccessLog,
      useFactory: (record: LabRecord) => new AccessLog(file, record, onTrouble),
      inject: [RECORD],
    },
    {
      provide: AccessParts,
      useFactory: (log: AccessLog) => {
        const signIn = new SignIn({ file, sessions, clock, note: log.note.bind(log) });
        return new AccessParts(file, sessions, signIn, cookie, isTls);
      },
      inject: [AccessLog],
    },
    {
      provide: EventStream,
      useFactory: (record: LabRecord, { announcer }: Supervisor) =>
        new EventStream({ record, announcer, clock, onTrouble }),
      inject: [RECORD, SUPERVISOR],
    },
    AccessSchedule,
  ];
}

/** Puts in front of every route what holds for all of them. To be called before it listens. */
export function guard(app: NestExpressApplication, options: RestOptions): void {
  app.disable('x-powered-by');
  app.disable('etag');
  app.use(edge(options));
  servePage(app);
  app.useBodyParser('json', { limit: BODY_LIMIT });
  app.useBodyParser('raw', { type: 'image/*', limit: MOST_BYTES });
  app.useGlobalGuards(new RoleGuard(app.get(Entrance)), new BodyGuard());
  app.useGlobalFilters(new Problems(app.get(Routes).list, options.onTrouble));
}
