import { link } from '../../data/place.js';
import type { Heard } from '../../data/topics.js';

export interface ChannelMapProps {
  readonly channels: number;
  readonly running: readonly (readonly [string, Heard])[];
}

type Use = 'cycling' | 'forming or handled' | 'free';

const OPACITY: Readonly<Record<Use, number>> = { cycling: 1, 'forming or handled': 0.65, free: 0 };

/** The tester's channels: which cycle, which form or are being handled, which are free. */
export function ChannelMap({ channels, running }: ChannelMapProps) {
  const byChannel = new Map(running.map(([id, { body }]) => [String(body.channel), { id, step: body.step }]));
  return (
    <>
      <ul class="channels">
        {Array.from({ length: channels }, (_, k) => {
          const here = byChannel.get(`channel/${k + 1}`);
          const use: Use = !here ? 'free' : here.step === 'age' ? 'cycling' : 'forming or handled';
          const label = `channel ${k + 1}: ${use}${here ? `, ${here.id}` : ''}`;
          const box = <span class="channel" style={{ '--share': OPACITY[use] }} title={label} />;
          return (
            <li key={k}>
              {here ? (
                <a href={link('experiment', here.id)} aria-label={label}>
                  {box}
                </a>
              ) : (
                box
              )}
            </li>
          );
        })}
      </ul>
      <ul class="row muted small key">
        {Object.entries(OPACITY).map(([use, share]) => (
          <li key={use}>
            <span class="channel" style={{ '--share': share }} /> {use}
          </li>
        ))}
      </ul>
    </>
  );
}
