/** Light, dark, or as the system has it: kept on this machine. */
import { effect, signal } from '@preact/signals';

export const THEMES = ['auto', 'light', 'dark'] as const;
export type Theme = (typeof THEMES)[number];

const KEY = 'interphase.theme';
const system = matchMedia('(prefers-color-scheme: dark)');
const systemIsDark = signal(system.matches);
system.addEventListener('change', ({ matches }) => {
  systemIsDark.value = matches;
});

export const theme = signal<Theme>(THEMES.find((name) => name === localStorage.getItem(KEY)) ?? 'auto');

effect(() => {
  const { value } = theme;
  localStorage.setItem(KEY, value);
  const isDark = value === 'dark' || (value === 'auto' && systemIsDark.value);
  document.documentElement.dataset.theme = isDark ? 'dark' : 'light';
});
