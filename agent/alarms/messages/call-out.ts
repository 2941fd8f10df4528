/** All ways to people: for each route one lane for what is critical and one for the rest. */
import type { Clock } from '../../../core/clock.js';
import type { Alarm } from '../alarm.js';
import { PRIORITIES } from '../alarm-state.js';
import { Courier, type CourierParts } from './courier.js';
import { UrgentPace, UsualPace } from './pace.js';
import type { Route } from './route.js';

export interface CallOutParts extends Pick<CourierParts, 'alarms' | 'lab' | 'clock'> {
  readonly routes: readonly Route[];
}

/** Longest times between two attempts, s. */
const WAIT_S = { urgent: 30, usual: 300 };
const LOOK_MS = 100;

export class CallOut {
  private readonly lanes: readonly { readonly name: string; readonly couriers: readonly Courier[] }[];
  private readonly clock: Clock;

  constructor({ routes, ...common }: CallOutParts) {
    this.clock = common.clock;
    this.lanes = routes.map((route) => ({
      name: route.name,
      couriers: [
        new Courier({
          ...{ ...common, route, pace: new UrgentPace(), longestWaitS: WAIT_S.urgent },
          isMine: ({ priority }) => priority === 'critical',
        }),
        new Courier({
          ...{ ...common, route, pace: new UsualPace(), longestWaitS: WAIT_S.usual },
          isMine: (alarm) => alarm.priority !== 'critical' && goesBy(route, alarm),
        }),
      ],
    }));
  }

  /** Routes that take nothing, by name, with the reason. */
  get failing(): ReadonlyMap<string, string> {
    const troubles = this.lanes.flatMap(({ name, couriers }) =>
      couriers.flatMap(({ trouble }) => (trouble === undefined ? [] : [[name, trouble] as const])),
    );
    return new Map(troubles);
  }

  start(): void {
    for (const courier of this.couriers) courier.start();
  }

  /** Resolves when everybody was told, at the latest after `deadlineMs`; the rest is told at the next start. */
  async stop(deadlineMs: number): Promise<void> {
    const endMs = this.clock.monotonic() + deadlineMs;
    while (!this.couriers.every(({ isThrough }) => isThrough) && this.clock.monotonic() < endMs) {
      await this.clock.sleep(LOOK_MS);
    }
    await Promise.all(this.couriers.map((courier) => courier.stop()));
  }

  private get couriers(): readonly Courier[] {
    return this.lanes.flatMap(({ couriers }) => couriers);
  }
}

/** That a route is out is told on the others. */
function goesBy({ name, takes }: Route, { priority, definition, source }: Alarm): boolean {
  const isUrgentEnough = PRIORITIES.indexOf(priority) <= PRIORITIES.indexOf(takes);
  return isUrgentEnough && !(definition === 'messages-failing' && source === name);
}
