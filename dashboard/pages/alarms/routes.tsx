import { Card } from '../../parts/card.js';
import { Fault } from '../../parts/fault.js';
import { Table, VERBS } from '../../parts/table.js';
import { Time } from '../../parts/time.js';
import { useAsked } from '../../parts/use-asked.js';
import { VerbButton } from '../../parts/verb-button.js';

interface Route {
  readonly name: string;
  readonly takes: string;
  readonly takesNow: string;
  readonly quiet?: {
    readonly from: string;
    readonly to: string;
    readonly zone: string;
    readonly takes: string;
  };
  /** Why it takes nothing. */
  readonly trouble?: string;
}

interface Delivery {
  readonly seq: number;
  readonly at: string;
  readonly route: string;
  readonly ok: boolean;
  readonly alarms: readonly string[];
  readonly tries: number;
  readonly answer: string;
}

/** Quiet hours begin and end without an event. */
const AGAIN_MS = 60_000;

const isOfMessages = (kind: string): boolean => kind.startsWith('message.');

/** How people are told of alarms when they are elsewhere, whether that works, and what was sent. */
export function Routes() {
  const { data: routes, trouble } = useAsked<readonly Route[]>('alarms/routes', isOfMessages, AGAIN_MS);
  return (
    <Card title="Ways to people" about="alarms.routes of the lab file">
      <Fault trouble={trouble} />
      {routes?.length === 0 && (
        <p class="muted">There is none: who does not look at this page is told of nothing.</p>
      )}
      {routes && routes.length > 0 && (
        <>
          <Table columns={['way', 'takes', 'state', 'quiet hours', VERBS]} rows={routes} row={routeRow} />
          <Deliveries />
        </>
      )}
    </Card>
  );
}

function routeRow({ name, takes, takesNow, quiet, trouble }: Route) {
  return (
    <tr key={name}>
      <td class="wrap">{name}</td>
      <td>{takes === 'low' ? 'all' : `${takes} and above`}</td>
      <td class="wrap">
        {trouble !== undefined
          ? `out: ${trouble}`
          : takesNow === takes
            ? 'in use'
            : `quiet: ${takesNow} only`}
      </td>
      <td class="wrap">{quiet ? `${quiet.from} to ${quiet.to} (${quiet.zone}): ${quiet.takes}` : 'none'}</td>
      <td class="verbs">
        <VerbButton verb="test_route" label="Test" fields={{ route: name }} />
      </td>
    </tr>
  );
}

function Deliveries() {
  const { data, trouble } = useAsked<readonly Delivery[]>('alarms/messages?limit=200', isOfMessages);
  return (
    <>
      <Fault trouble={trouble} />
      {data?.length === 0 && <p class="muted">Nothing was sent yet.</p>}
      {data && data.length > 0 && (
        <Table
          columns={['when', 'way', 'message', 'what came back']}
          rows={data}
          row={({ seq, at, route, ok, alarms, tries, answer }) => (
            <tr key={seq}>
              <td>
                <Time at={at} />
              </td>
              <td class="wrap">{route}</td>
              <td class="wrap">
                {ok ? about(alarms) : `not taken after ${tries} ${tries === 1 ? 'try' : 'tries'}`}
              </td>
              <td class="wrap">{answer}</td>
            </tr>
          )}
        />
      )}
    </>
  );
}

const MOST_NAMED = 3;

function about(alarms: readonly string[]): string {
  if (alarms.length === 0) return 'test';
  const more = alarms.length - MOST_NAMED;
  return `${alarms.slice(0, MOST_NAMED).join(', ')}${more > 0 ? ` and ${more} more` : ''}`;
}
