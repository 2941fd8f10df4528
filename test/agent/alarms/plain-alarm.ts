/** An alarm as the table of ISA-18.2 states draws it: one named state, and for each act the state that follows. */
import type { Change, Phase } from '../../../agent/alarms/alarm-state.js';

export type Act = Change['kind'];
type InView = Exclude<Phase, 'shelved' | 'suppressed'>;
type Row = Readonly<Partial<Record<Act, InView>>>;

/** In view: what is not named changes nothing. */
const PLAIN: Readonly<Partial<Record<InView, Row>>> = {
  normal: { raised: 'unacknowledged' },
  unacknowledged: { cleared: 'returned-unacknowledged', acknowledged: 'acknowledged' },
  acknowledged: { raised: 'unacknowledged', cleared: 'normal' },
  'returned-unacknowledged': { raised: 'unacknowledged', acknowledged: 'normal' },
};
const LATCHING: Readonly<Partial<Record<InView, Row>>> = {
  normal: { raised: 'unacknowledged' },
  unacknowledged: { cleared: 'latched-unacknowledged', acknowledged: 'acknowledged' },
  acknowledged: { raised: 'unacknowledged', cleared: 'latched-acknowledged' },
  'latched-unacknowledged': { raised: 'unacknowledged', acknowledged: 'normal' },
  'latched-acknowledged': { raised: 'unacknowledged', acknowledged: 'normal' },
};

export class PlainAlarm {
  private inView: InView = 'normal';
  private readonly putAside = { shelved: false, suppressed: false };
  private isThere = false;

  constructor(private readonly latching: boolean) {}

  get phase(): Phase {
    if (this.putAside.shelved) return 'shelved';
    return this.putAside.suppressed ? 'suppressed' : this.inView;
  }

  do(act: Act): void {
    const wasInView = this.isInView;
    if (act === 'raised') this.isThere = true;
    if (act === 'cleared') this.isThere = false;
    if (act === 'shelved' || act === 'suppressed') this.putAside[act] = true;
    if (act === 'unshelved') this.putAside.shelved = false;
    if (act === 'unsuppressed') this.putAside.suppressed = false;
    if (!this.isInView) return;
    if (wasInView) this.inView = (this.latching ? LATCHING : PLAIN)[this.inView]?.[act] ?? this.inView;
    else this.inView = this.isThere ? 'unacknowledged' : 'normal';
  }

  private get isInView(): boolean {
    return !this.putAside.shelved && !this.putAside.suppressed;
  }
}
