import { place } from '../data/place.js';

export interface PageEntry {
  readonly name: string;
  readonly title: string;
  readonly count?: number | undefined;
}

export function Navigation({
  pages,
  isOpen,
}: {
  readonly pages: readonly PageEntry[];
  readonly isOpen: boolean;
}) {
  return (
    <nav class={isOpen ? 'open' : ''} aria-label="Pages">
      {pages.map(({ name, title, count }) => (
        <a key={name} href={`#/${name}`} aria-current={place.value.page === name ? 'page' : undefined}>
          {title}
          {count !== undefined && count > 0 && <span class="strong">{count}</span>}
        </a>
      ))}
    </nav>
  );
}
