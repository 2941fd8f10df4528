import { place } from '../data/open-place.js';

export interface NavigationProps {
  readonly pages: readonly { readonly name: string; readonly title: string }[];
  /** What waits on a page, by its name. */
  readonly counts: Readonly<Record<string, number>>;
  readonly isOpen: boolean;
  readonly onChosen: () => void;
}

export function Navigation({ pages, counts, isOpen, onChosen }: NavigationProps) {
  return (
    <nav class={isOpen ? 'open' : ''} aria-label="Pages">
      {pages.map(({ name, title }) => (
        <a
          key={name}
          href={`#/${name}`}
          aria-current={place.value.page === name ? 'page' : undefined}
          onClick={onChosen}
        >
          {title}
          {(counts[name] ?? 0) > 0 && <span class="strong">{counts[name]}</span>}
        </a>
      ))}
    </nav>
  );
}
