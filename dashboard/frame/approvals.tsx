import { recipe } from '../data/format.js';
import type { Proposal } from '../data/experiment.js';
import { link } from '../data/place.js';
import type { Body, Heard } from '../data/topics.js';
import { useAsked } from '../parts/use-asked.js';
import { VerbButton } from '../parts/verb-button.js';

/** The next ones; the others wait on their own page. */
const MOST_SHOWN = 2;

/** Proposals that wait for a person, each with its recipe and what made it wait. */
export function Approvals({ approvals }: { readonly approvals: readonly (readonly [string, Heard])[] }) {
  return (
    <>
      {approvals.slice(0, MOST_SHOWN).map(([id, { body }]) => (
        <Approval key={id} id={id} body={body} />
      ))}
      {approvals.length > MOST_SHOWN && (
        <a href={link('queue')}>More proposals to decide: {approvals.length - MOST_SHOWN}</a>
      )}
    </>
  );
}

function Approval({ id, body }: { readonly id: string; readonly body: Body }) {
  return (
    <div class="needs">
      <div class="what wrap">
        <div>
          <span class="strong">Approve {id}?</span> <RecipeOf proposal={id} />
        </div>
        <div class="muted small">{String(body.reasons)}</div>
      </div>
      <span class="verbs">
        <a class="button" href={link('queue', id)}>
          Why
        </a>
        <DecisionVerbs proposal={id} />
      </span>
    </div>
  );
}

/** What would be made; nothing while it is being read. */
export function RecipeOf({ proposal }: { readonly proposal: string }) {
  const { data } = useAsked<Proposal>(`proposals/${encodeURIComponent(proposal)}`);
  return <>{data && recipe(data.parameters)}</>;
}

export interface DecisionVerbsProps {
  readonly proposal: string;
  readonly isApproved?: boolean;
}

/** Yes or no; what was approved can be taken back until it begins. */
export function DecisionVerbs({ proposal, isApproved = false }: DecisionVerbsProps) {
  return (
    <>
      <VerbButton
        verb="reject"
        label="Reject"
        fields={{ proposal }}
        reason="required"
        consequence={`${proposal} is not run; the planner proposes something else and learns that this was not wanted.`}
      />
      {!isApproved && <VerbButton verb="approve" label="Approve" look="primary" fields={{ proposal }} />}
    </>
  );
}
