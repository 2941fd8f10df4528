/** Light, dark, or as the system has it: kept on this machine. */
import { computed, effect, signal } from '@preact/signals';

export const THEMES = ['auto', 'light', 'dark'] as const;
export type Theme = (typeof THEMES)[number];

const KEY = 'interphase.theme';
const system = matchMedia('(prefers-color-scheme: dark)');
const systemIsDark = signal(system.matches);
system.addEventListener('change', ({ matches }) => {
  systemIsDark.value = matches;
});

export const theme = signal<Theme>(THEMES.find((name) => name === localStorage.getItem(KEY)) ?? 'auto');

/** What is shown; what is drawn on a canvas is drawn anew when it changes. */
export const isDark = computed(
  () => theme.value === 'dark' || (theme.value === 'auto' && systemIsDark.value),
);

effect(() => {
  localStorage.setItem(KEY, theme.value);
  document.documentElement.dataset.theme = isDark.value ? 'dark' : 'light';
});
