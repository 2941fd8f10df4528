import { link } from '../data/place.js';
import type { Heard } from '../data/topics.js';
import { VerbButton } from '../parts/verb-button.js';

/** Proposals that wait for a person, each with what made it wait. */
export function Approvals({ approvals }: { readonly approvals: readonly (readonly [string, Heard])[] }) {
  return (
    <>
      {approvals.map(([id, { body }]) => (
        <div class="needs" key={id}>
          <div class="what wrap">
            <span class="strong">Approve {id}?</span> <span class="muted">{String(body.reasons)}</span>
          </div>
          <span class="verbs">
            <a class="button" href={link('queue', id)}>
              Why
            </a>
            <VerbButton
              verb="reject"
              label="Reject"
              fields={{ proposal: id }}
              reason="required"
              consequence={`${id} is not run; the planner proposes something else and learns that this was not wanted.`}
            />
            <VerbButton verb="approve" label="Approve" look="primary" fields={{ proposal: id }} />
          </span>
        </div>
      ))}
    </>
  );
}
