import { useEffect } from 'preact/hooks';

/** Does it where somebody presses Escape, anywhere, as long as it is on. */
export function useEscape(act: (event: KeyboardEvent) => void, isOn: boolean): void {
  useEffect(() => {
    if (!isOn) return;
    const pressed = (event: KeyboardEvent): void => {
      if (event.key === 'Escape') act(event);
    };
    addEventListener('keydown', pressed);
    return () => {
      removeEventListener('keydown', pressed);
    };
  }, [isOn]);
}
