import { DASH, number, title, unit, words } from '../../data/format.js';
import type { Point } from '../../data/history.js';
import { now } from '../../data/clock.js';
import type { Heard } from '../../data/topics.js';
import { STALE_AFTER_MS } from '../../data/contact.js';
import { Age } from '../../parts/time.js';
import { Card } from '../../parts/card.js';
import { Sparkline } from '../../parts/sparkline.js';

export interface TileProps {
  readonly instrument: string;
  readonly state: Heard | undefined;
  /** Who has it: the agent, a person who took it over, or people in a maintenance window. */
  readonly owner: string;
  readonly readings: readonly (readonly [string, Heard])[];
  readonly points: (topic: string) => readonly Point[];
}

/** An instrument: its first reading large, the others small, each with its age. */
export function Tile({ instrument, state, owner, readings, points }: TileProps) {
  const link = state ? String(state.body.link) : DASH;
  const isStale = !state || link !== 'up' || now.value - state.heardMs > STALE_AFTER_MS;
  const [first, ...others] = readings;
  return (
    <Card
      title={title(instrument)}
      span={3}
      stale={isStale}
      end={
        <span class="row">
          <span class="pill">{isStale ? (link === 'up' ? 'stale' : link) : owner}</span>
        </span>
      }
    >
      {first ? <Main reading={first} points={points(first[0])} /> : <p class="value">{DASH}</p>}
      {others.slice(0, 3).map((reading) => (
        <Line key={reading[0]} reading={reading} />
      ))}
    </Card>
  );
}

interface ReadingProps {
  readonly reading: readonly [string, Heard];
}

function Main({ reading: [topic, { body }], points }: ReadingProps & { readonly points: readonly Point[] }) {
  return (
    <>
      <div class="row">
        <span class="value">
          {number(Number(body.value))} <span class="muted small">{unit(String(body.unit))}</span>
        </span>
        <span class="end">
          <Sparkline values={points.map(({ value }) => value)} />
        </span>
      </div>
      <div class="row muted small">
        {nameOf(topic)}
        <span class="end">
          <Age sinceMs={Date.parse(String(body.ts))} />
        </span>
      </div>
    </>
  );
}

function Line({ reading: [topic, { body }] }: ReadingProps) {
  return (
    <div class="row muted small">
      {nameOf(topic)}: {number(Number(body.value))} {unit(String(body.unit))}
      <span class="end">
        <Age sinceMs={Date.parse(String(body.ts))} />
      </span>
    </div>
  );
}

function nameOf(topic: string): string {
  return words(topic.replace(/^[^/]+\/reading\//, '').replaceAll('.', ' '));
}
