import type { ComponentChildren } from 'preact';

export interface CardProps {
  readonly title: ComponentChildren;
  /** Muted, beside the title: what is shown, in which time. */
  readonly about?: ComponentChildren;
  readonly end?: ComponentChildren;
  /** Of twelve columns. */
  readonly span?: 3 | 4 | 5 | 6 | 7 | 8 | 12;
  readonly stale?: boolean;
  readonly children?: ComponentChildren;
}

/** A titled panel. */
export function Card({ title, about, end, span = 12, stale = false, children }: CardProps) {
  return (
    <section class={`card span-${span}${stale ? ' stale' : ''}`}>
      <header>
        <h2>{title}</h2>
        {about !== undefined && <span class="muted small">{about}</span>}
        {end !== undefined && <span class="end">{end}</span>}
      </header>
      {children}
    </section>
  );
}
