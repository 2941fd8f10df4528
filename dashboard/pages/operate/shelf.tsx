import { plain } from '../../data/format.js';
import { itemsOf, type Item } from '../../data/shelf.js';
import { Card } from '../../parts/card.js';
import { useLab } from '../../parts/lab-context.js';
import { Table, VERBS } from '../../parts/table.js';
import { Age } from '../../parts/time.js';
import { VerbButton } from '../../parts/verb-button.js';

/** What the robot has on its shelf, and where a person says what was put there. Nothing for a robot that keeps no count. */
export function Shelf() {
  const { topics } = useLab();
  const items = topics.instruments.value.flatMap((id) => itemsOf(topics.below(id).value));
  const needsRefill = topics.of('campaign/state').value?.body.needs === 'refill';
  if (items.length === 0) return null;
  return (
    <Card title="Shelf" about={needsRefill ? 'the campaign waits for a refill' : 'what the robot has left'}>
      <Table
        columns={['item', { name: 'on the shelf', look: 'number' }, 'as of', VERBS]}
        rows={items}
        row={({ name, amount, unit, at }) => (
          <tr key={name}>
            <td>{name}</td>
            <td class="number">
              {unit === '1' ? amount : plain(amount, 3)} {shown(unit)}
            </td>
            <td>
              <Age sinceMs={Date.parse(at)} />
            </td>
            <td class="verbs">
              <Refill item={name} unit={unit} />
            </td>
          </tr>
        )}
      />
    </Card>
  );
}

function Refill({ item, unit }: Pick<Item, 'unit'> & { readonly item: string }) {
  return (
    <VerbButton
      verb="refill"
      label="Refill"
      fields={{ item, unit }}
      photo
      consequence={`Confirm what you have put there: the robot counts it, and a campaign that waited for it goes on. Not while the robot moves.`}
    >
      <label>
        {item} put onto the shelf, {shown(unit)}
        <input
          name="amount"
          type="number"
          required
          min={unit === '1' ? 1 : 0.001}
          step={unit === '1' ? 1 : 'any'}
        />
      </label>
      <label>
        Lot, as its label says
        <input name="lot" required maxLength={100} />
      </label>
    </VerbButton>
  );
}

function shown(unit: Item['unit']): string {
  return unit === '1' ? 'pieces' : unit;
}
