import { recipe, unit, words } from '../../data/format.js';
import { link } from '../../data/place.js';
import { cameOut, changesReport, endOf, type Objective, type Report } from '../../data/report.js';
import { Card } from '../../parts/card.js';
import { Fault } from '../../parts/fault.js';
import { Table, type Column } from '../../parts/table.js';
import { Time } from '../../parts/time.js';
import { useAsked } from '../../parts/use-asked.js';

/** Every experiment of the campaign: how it ended and what came out. */
export function ExperimentList() {
  const { data: report, trouble } = useAsked<Report>('status', changesReport);
  if (!report)
    return trouble ? <Fault trouble={trouble} /> : <p class="waiting">Reading the experiments …</p>;
  return (
    <Card title="Experiments" about={`${report.experiments.length}, newest first`}>
      <Table
        columns={['exp', 'recipe', 'end', ...report.objectives.map(columnOf), BEGAN]}
        rows={[...report.experiments].reverse()}
        row={(experiment) => (
          <tr key={experiment.id}>
            <td>
              <a class="strong id" href={link('experiment', experiment.id)}>
                {experiment.id}
              </a>
            </td>
            <td class="wrap">{recipe(experiment.parameters)}</td>
            <td class="wrap">{endOf(experiment)}</td>
            {experiment.results.map((result, k) => (
              <td key={k} class="number">
                {cameOut(result)}
              </td>
            ))}
            <td class="wide">
              <Time at={experiment.startedAt} />
            </td>
          </tr>
        )}
      />
    </Card>
  );
}

const BEGAN: Column = { name: 'began (lab time)', look: 'wide' };

function columnOf({ quantity, unit: ucum }: Objective): Column {
  return { name: `${words(quantity)}, ${unit(ucum)}`, look: 'number' };
}
