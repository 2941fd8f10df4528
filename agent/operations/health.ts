/** How the agent is, in numbers: for the heartbeat and for the REST interface. */
import { monitorEventLoopDelay, type IntervalHistogram } from 'node:perf_hooks';
import type { Clock } from '../../core/clock.js';
import type { LinkState } from '../../drivers/instrument.js';
import type { MqttBus } from '../../drivers/transports/mqtt-bus.js';
import type { PlannerActivity } from '../../planner/client.js';
import type { Alarms } from '../alarms/alarms.js';
import type { Campaign } from '../campaign/campaign.js';
import type { Lab } from '../experiment/experiment.js';
import type { LabRecord } from '../record/record.js';
import type { Outbox } from '../supervision/outbox.js';

export interface Health extends PlannerActivity {
  readonly status: 'running' | 'paused';
  readonly uptimeS: number;
  /** Lab time, ISO 8601, UTC. */
  readonly labAt: string;
  readonly memoryMB: number;
  /** Since this reader last asked. An idle loop shows about 10 ms, the resolution. */
  readonly loopDelayP99Ms: number;
  readonly experimentsUnderWay: number;
  /** Sequence number of the latest event on disk. */
  readonly recorded: number;
  /** Events that the broker has not yet confirmed, and how long ago the oldest of them was recorded. */
  readonly outboxEvents: number;
  readonly outboxOldestS: number;
  readonly alarmsUnacknowledged: number;
  /** The line to the broker. */
  readonly broker: LinkState;
  readonly instruments: Readonly<Record<string, string>>;
}

export interface HealthParts {
  readonly record: LabRecord;
  readonly lab: Lab;
  readonly campaign: Campaign;
  readonly planner: { readonly activity: PlannerActivity };
  readonly outbox: Pick<Outbox, 'depth' | 'oldestS'>;
  readonly alarms: Pick<Alarms, 'unseen'>;
  readonly bus: Pick<MqttBus, 'link'>;
  readonly link: Clock;
  readonly labClock: Pick<Clock, 'now'>;
}

/** One for each reader: reading begins a new window for the event loop's delay. */
export class HealthMonitor {
  private readonly delay: IntervalHistogram = monitorEventLoopDelay({ resolution: 10 });
  private readonly startedMs: number;

  constructor(private readonly parts: HealthParts) {
    this.delay.enable();
    this.startedMs = parts.link.monotonic();
  }

  read(): Health {
    const p99 = this.delay.percentile(99) / 1e6;
    this.delay.reset();
    const { record, lab, campaign, planner, outbox, alarms, bus, link, labClock } = this.parts;
    const { robot, cycler, station } = lab;
    return {
      status: campaign.isPaused ? 'paused' : 'running',
      uptimeS: Math.round((link.monotonic() - this.startedMs) / 1000),
      labAt: new Date(labClock.now()).toISOString(),
      memoryMB: Math.round(process.memoryUsage.rss() / 1e6),
      loopDelayP99Ms: Math.round(p99 * 10) / 10,
      experimentsUnderWay: campaign.underWay,
      recorded: record.length,
      outboxEvents: outbox.depth,
      outboxOldestS: Math.round(outbox.oldestS),
      ...planner.activity,
      alarmsUnacknowledged: alarms.unseen,
      broker: bus.link,
      instruments: Object.fromEntries([robot, cycler, station].map(({ id, link }) => [id, link])),
    };
  }
}
