import type { ComponentChildren } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import { useEscape } from './use-escape.js';

export interface DialogProps {
  readonly title: string;
  /** What will happen, in a sentence. */
  readonly consequence: ComponentChildren;
  /** The verb on the button. */
  readonly verb: string;
  /** Whether all is there to be confirmed. */
  readonly isReady?: boolean;
  readonly onClose: () => void;
  /** Resolves when it is done; what it throws is shown, and nothing is lost. */
  readonly onConfirm: (fields: FormData) => Promise<unknown>;
  readonly children?: ComponentChildren;
}

/**
 * Asks once, naming what will happen. Escape and "Keep as it is" leave everything as it was; what was asked cannot be taken
 * back, so both wait for the answer.
 */
export function Dialog({
  title,
  consequence,
  verb,
  isReady = true,
  onClose,
  onConfirm,
  children,
}: DialogProps) {
  const dialog = useRef<HTMLDialogElement>(null);
  const [trouble, setTrouble] = useState('');
  const [isBusy, setBusy] = useState(false);
  useEffect(() => {
    dialog.current?.showModal();
  }, []);
  // Closed by itself and gone after that, the dialog gives the focus back to where it was.
  const close = (): void => {
    dialog.current?.close();
  };
  const confirm = async (event: SubmitEvent): Promise<void> => {
    event.preventDefault();
    setBusy(true);
    try {
      await onConfirm(new FormData(event.target as HTMLFormElement));
      close();
    } catch (error) {
      setTrouble(error instanceof Error ? error.message : String(error));
      setBusy(false);
    }
  };
  // Browsers close a dialog at the second Escape, whatever its `cancel` event was answered: the key itself is taken.
  useEscape((event) => {
    event.preventDefault();
  }, isBusy);
  return (
    <dialog ref={dialog} aria-label={title} onClose={onClose}>
      <form onSubmit={(event) => void confirm(event)}>
        <h2>{title}</h2>
        <p>{consequence}</p>
        {children}
        {trouble !== '' && (
          <p class="trouble" role="alert">
            {trouble}
          </p>
        )}
        <div class="row">
          <span class="muted small" role="status">
            {isBusy && 'Asked: the answer is awaited.'}
          </span>
          <button type="button" class="end" disabled={isBusy} onClick={close}>
            Keep as it is
          </button>
          <button class="primary" disabled={isBusy || !isReady}>
            {verb}
          </button>
        </div>
      </form>
    </dialog>
  );
}
