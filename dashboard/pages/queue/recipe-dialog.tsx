import { useState } from 'preact/hooks';
import type { AskError } from '../../data/ask.js';
import type { Proposal } from '../../data/experiment.js';
import { problemsOf, valuesOf, type Problems, type Setting } from '../../data/space.js';
import type { VerbFields } from '../../data/verbs.js';
import { Dialog } from '../../parts/dialog.js';
import { Fault } from '../../parts/fault.js';
import { useLab } from '../../parts/lab-context.js';
import { useAsked } from '../../parts/use-asked.js';
import { RecipeFields } from './recipe-fields.js';

/** What is being filled in: an experiment of one's own, or another recipe for a proposal of the queue as it was seen. */
export interface Draft {
  readonly edited?: { readonly proposal: string; readonly queue_uid: string };
}

export interface RecipeDialogProps {
  readonly draft: Draft;
  readonly onClose: () => void;
  /** What came of it, as the agent says. */
  readonly onDone: (message: string) => void;
}

const NOTHING_WRONG: Problems = { at: {}, rest: [] };

/** The settings of the search space to fill in; what the agent finds wrong stands at its field, and nothing is lost. */
export function RecipeDialog({ draft: { edited }, onClose, onDone }: RecipeDialogProps) {
  const { verbs } = useLab();
  const [problems, setProblems] = useState(NOTHING_WRONG);
  const { data: space, trouble } = useAsked<readonly Setting[]>('space');
  const path = edited && `proposals/${encodeURIComponent(edited.proposal)}`;
  const { data: proposal, trouble: proposalTrouble } = useAsked<Proposal>(path);
  const isRead = space !== undefined && (!edited || proposal !== undefined);
  const confirm = async (form: FormData): Promise<void> => {
    if (!space) return;
    const reason = form.get('reason') as string;
    const fields: VerbFields = { ...edited, parameters: valuesOf(space, form), reason };
    try {
      onDone((await verbs.ask(edited ? 'edit' : 'add', fields)) ?? '');
    } catch (error) {
      const found = problemsOf(space, error instanceof Error ? error.message : String(error));
      setProblems(found);
      throw new Error(found.rest.join('; ') || 'Look at what is marked above.', { cause: error });
    }
  };
  return (
    <Dialog
      title={edited ? `Edit ${edited.proposal}` : 'Add an experiment'}
      consequence={
        edited
          ? 'Another proposal takes its place in the queue: foretold anew, and approved anew where a person has to.'
          : 'It goes to the end of the queue, foretold and decided on like what the planner proposes.'
      }
      verb={edited ? 'Edit' : 'Add'}
      isReady={isRead}
      onClose={onClose}
      onConfirm={confirm}
    >
      {isRead ? (
        <>
          <RecipeFields space={space} values={proposal?.parameters ?? {}} problems={problems.at} />
          <label>
            Reason
            <textarea name="reason" rows={2} maxLength={1000} />
          </label>
        </>
      ) : (
        <Reading trouble={trouble ?? proposalTrouble} />
      )}
    </Dialog>
  );
}

function Reading({ trouble }: { readonly trouble: AskError | undefined }) {
  return trouble ? <Fault trouble={trouble} /> : <p class="muted">Reading what can be filled in …</p>;
}
