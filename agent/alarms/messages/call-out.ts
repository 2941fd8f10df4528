/** All ways to people: for each route one lane for what is critical and one for the rest. */
import type { Clock } from '../../../core/clock.js';
import type { Alarm } from '../alarm.js';
import { PRIORITIES, type Priority } from '../alarm-state.js';
import { Courier, type CourierParts } from './courier.js';
import { UrgentPace, UsualPace } from './pace.js';
import { isQuiet } from './quiet-hours.js';
import type { Route } from './route.js';
import { tryRoute } from './try-route.js';
import { testLetter } from './wording.js';

export interface CallOutParts extends Pick<CourierParts, 'alarms' | 'lab' | 'clock'> {
  readonly routes: readonly Route[];
}

export interface ShownRoute extends Pick<Route, 'name' | 'takes'> {
  /** The lowest priority that goes this way now: another one in its quiet hours. */
  readonly takesNow: Priority;
  readonly quiet: Route['quiet'];
  /** Why it takes nothing, if several attempts in a row have failed. */
  readonly trouble: string | undefined;
}

/** Longest times between two attempts, s. */
const WAIT_S = { urgent: 30, usual: 300 };
const LOOK_MS = 100;

export class CallOut {
  private readonly lanes: readonly { readonly route: Route; readonly couriers: readonly Courier[] }[];
  private readonly clock: Clock;

  constructor(private readonly parts: CallOutParts) {
    const { routes, ...common } = parts;
    this.clock = common.clock;
    this.lanes = routes.map((route) => ({
      route,
      couriers: [
        new Courier({
          ...{ ...common, route, pace: new UrgentPace(), longestWaitS: WAIT_S.urgent },
          isMine: ({ priority }) => priority === 'critical',
          isTimely: () => true,
        }),
        new Courier({
          ...{ ...common, route, pace: new UsualPace(), longestWaitS: WAIT_S.usual },
          isMine: (alarm) => alarm.priority !== 'critical' && goesBy(route, alarm),
          isTimely: ({ priority }) => reaches(priority, this.takesNow(route)),
        }),
      ],
    }));
  }

  /** The ways to people as they are now. */
  get list(): ShownRoute[] {
    const { failing } = this;
    return this.parts.routes.map((route) => {
      const { name, takes, quiet } = route;
      return { name, takes, takesNow: this.takesNow(route), quiet, trouble: failing.get(name) };
    });
  }

  /**
   * Sends a test over a route, and logs it like any other message.
   * @returns what the other side said
   * @throws {Error} there is no such route, or it took nothing, and why
   */
  async test(name: string): Promise<string> {
    const { routes, alarms, lab, clock } = this.parts;
    const route = routes.find((each) => each.name === name);
    if (!route) {
      const known = routes.map((each) => each.name).join(', ') || 'none';
      throw new Error(`there is no route '${name}' (alarms.routes of the lab file: ${known})`);
    }
    const { ok, answer } = await tryRoute(route, testLetter(lab), clock);
    if (ok) {
      const body = { alarms: [], summary: false, tries: 1, answer };
      await alarms.log({ kind: 'message.sent', subject: name, body });
      return `${name} took it: ${answer}`;
    }
    await alarms.log({ kind: 'message.failed', subject: name, body: { tries: 1, reason: answer } });
    throw new Error(`${name} did not take it: ${answer}`);
  }

  /** Routes that take nothing, by name, with the reason. */
  get failing(): ReadonlyMap<string, string> {
    const troubles = this.lanes.flatMap(({ route, couriers }) =>
      couriers.flatMap(({ trouble }) => (trouble === undefined ? [] : [[route.name, trouble] as const])),
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

  private takesNow({ takes, quiet }: Route): Priority {
    return quiet && isQuiet(quiet, this.clock.now()) ? quiet.takes : takes;
  }

  private get couriers(): readonly Courier[] {
    return this.lanes.flatMap(({ couriers }) => couriers);
  }
}

/** That a route is out is told on the others. */
function goesBy({ name, takes }: Route, { priority, definition, source }: Alarm): boolean {
  return reaches(priority, takes) && !(definition === 'messages-failing' && source === name);
}

function reaches(priority: Priority, least: Priority): boolean {
  return PRIORITIES.indexOf(priority) <= PRIORITIES.indexOf(least);
}
