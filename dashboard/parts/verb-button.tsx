import type { ComponentChildren } from 'preact';
import { useState } from 'preact/hooks';
import { handIn } from '../data/photo.js';
import type { VerbFields } from '../data/verbs.js';
import { Dialog } from './dialog.js';
import { useLab } from './lab-context.js';
import { useLackedRole } from './lacked-roles.js';

const PHOTO = 'photo';

export interface VerbButtonProps {
  readonly verb: string;
  /** On the button; an ellipsis is added when it asks first. */
  readonly label: string;
  /** Behind the label where there is room. */
  readonly note?: string;
  readonly look?: 'primary' | 'ink' | '';
  /** Fields that are known, as the alarm's id. */
  readonly fields?: VerbFields;
  /** What will happen: asks once before it does. */
  readonly consequence?: ComponentChildren;
  /** Whether a reason has to be given. */
  readonly reason?: 'none' | 'optional' | 'required';
  /** Whether a photo can go with it. */
  readonly photo?: boolean;
  readonly children?: ComponentChildren;
}

/**
 * One verb, at one place. Disabled, with the reason on it, while the agent cannot answer or the reader may not; the banner and the
 * line of lacked roles say the same to whoever cannot point at it.
 */
export function VerbButton(props: VerbButtonProps) {
  const { verb, label, note, look = '', fields = {}, consequence } = props;
  const { verbs } = useLab();
  useLackedRole(verb);
  const [isOpen, setOpen] = useState(false);
  const [trouble, setTrouble] = useState('');
  const [isBusy, setBusy] = useState(false);
  const obstacle = verbs.obstacle(verb) ?? (isBusy ? 'asked: the answer is awaited' : undefined);
  const act = async (): Promise<void> => {
    setTrouble('');
    setBusy(true);
    await verbs.ask(verb, fields).catch((error: unknown) => {
      setTrouble(error instanceof Error ? error.message : String(error));
    });
    setBusy(false);
  };
  return (
    <>
      <button
        class={look}
        disabled={obstacle !== undefined}
        title={obstacle ?? trouble}
        onClick={() => {
          if (consequence === undefined) void act();
          else setOpen(true);
        }}
      >
        {label}
        {note !== undefined && <span class="wide"> ({note})</span>}
        {consequence !== undefined && ' …'}
      </button>
      {trouble !== '' && (
        <span class="trouble small" role="alert">
          {trouble}
        </span>
      )}
      {isOpen && (
        <VerbDialog
          {...props}
          onClose={() => {
            setOpen(false);
          }}
        />
      )}
    </>
  );
}

/** What the verb is asked with, and what will happen. */
function VerbDialog(props: VerbButtonProps & { readonly onClose: () => void }) {
  const { verb, label, fields, consequence, reason = 'optional', photo, children, onClose } = props;
  const { verbs } = useLab();
  const ask = async (form: FormData): Promise<unknown> =>
    verbs.ask(verb, { ...fields, ...(await photoOf(form)), ...fieldsOf(form) });
  return (
    <Dialog title={label} consequence={consequence} verb={label} onClose={onClose} onConfirm={ask}>
      {children}
      {photo && (
        <label>
          Photo, if it helps
          <input name={PHOTO} type="file" accept="image/*" capture="environment" />
        </label>
      )}
      {reason !== 'none' && (
        <label>
          Reason
          <textarea name="reason" rows={2} required={reason === 'required'} maxLength={1000} />
        </label>
      )}
    </Dialog>
  );
}

/** What was photographed goes out before the request that names it. */
async function photoOf(form: FormData): Promise<VerbFields> {
  const file = form.get(PHOTO);
  form.delete(PHOTO);
  return file instanceof File && file.size > 0 ? { photo: await handIn(file) } : {};
}

/** What was entered, with amounts and times as numbers: fields in seconds end in S. */
function fieldsOf(form: FormData): VerbFields {
  const isNumber = (name: string): boolean => name === 'amount' || name.endsWith('S');
  return Object.fromEntries(
    [...form].map(([name, value]) => [name, isNumber(name) ? Number(value) : (value as string)]),
  );
}
