import type { ComponentChildren } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';

export interface DialogProps {
  readonly title: string;
  /** What will happen, in a sentence. */
  readonly consequence: ComponentChildren;
  /** The verb on the button. */
  readonly verb: string;
  readonly onClose: () => void;
  /** Resolves when it is done; what it throws is shown, and nothing is lost. */
  readonly onConfirm: (fields: FormData) => Promise<unknown>;
  readonly children?: ComponentChildren;
}

/** Asks once, naming what will happen. Escape and "Keep as it is" leave everything as it was. */
export function Dialog({ title, consequence, verb, onClose, onConfirm, children }: DialogProps) {
  const dialog = useRef<HTMLDialogElement>(null);
  const [trouble, setTrouble] = useState('');
  const [isBusy, setBusy] = useState(false);
  useEffect(() => {
    dialog.current?.showModal();
  }, []);
  const confirm = async (event: SubmitEvent): Promise<void> => {
    event.preventDefault();
    setBusy(true);
    try {
      await onConfirm(new FormData(event.target as HTMLFormElement));
      onClose();
    } catch (error) {
      setTrouble(error instanceof Error ? error.message : String(error));
      setBusy(false);
    }
  };
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
          <button type="button" class="end" onClick={onClose}>
            Keep as it is
          </button>
          <button class="primary" disabled={isBusy}>
            {verb}
          </button>
        </div>
      </form>
    </dialog>
  );
}
