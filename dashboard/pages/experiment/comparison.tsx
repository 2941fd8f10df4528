import { useState } from 'preact/hooks';
import { cyclesIn, differentialLines, remarksOn, voltageLines, type CycleCurves } from '../../data/curves.js';
import type { Cycle } from '../../data/experiment.js';
import { words } from '../../data/format.js';
import { Card } from '../../parts/card.js';
import { Overlay } from '../../parts/chart/overlay.js';
import { Fault } from '../../parts/fault.js';
import { useAsked, type Asked } from '../../parts/use-asked.js';

export interface ComparisonProps {
  readonly jobId: string;
  readonly step: string;
  /** At least one. */
  readonly cycles: readonly Cycle[];
}

/** Chosen cycles laid over each other: the first complete one and the last unless the reader names others. */
export function Comparison({ jobId, step, cycles }: ComparisonProps) {
  const [named, setNamed] = useState<readonly number[]>();
  const complete = cycles.filter((cycle) => cycle.complete);
  const [first, last] = [complete[0] ?? cycles[0]!, complete.at(-1) ?? cycles.at(-1)!];
  const chosen = named ?? [...new Set([first.cycle, last.cycle])];
  const path = `jobs/${encodeURIComponent(jobId)}/curves?cycles=${chosen.join(',')}`;
  // A complete cycle is what it is: it is read from its rows once.
  const isOpen = (): boolean => !asked.data?.every((curve) => curve.complete);
  const asked: Asked<readonly CycleCurves[]> = useAsked(
    path,
    (kind) => kind === 'command.settled' && isOpen(),
  );
  const { data: curves, trouble } = asked;
  return (
    <Card title="dQ/dV" about={`cycles of the step ${words(step)} compared, discharge downwards`}>
      <div class="stack">
        <Choice chosen={chosen} there={cycles.map(({ cycle }) => cycle)} onChoose={setNamed} />
        <Fault trouble={trouble} />
        {curves ? <Curves curves={curves} /> : !trouble && <p class="muted">Reading the rows …</p>}
      </div>
    </Card>
  );
}

interface ChoiceProps {
  readonly chosen: readonly number[];
  readonly there: readonly number[];
  /** Undefined: the first and the last, whichever that is. */
  readonly onChoose: (cycles: readonly number[] | undefined) => void;
}

function Choice({ chosen, there, onChoose }: ChoiceProps) {
  const [wrong, setWrong] = useState<string>();
  const take = (text: string): void => {
    const found = cyclesIn(text, there);
    setWrong(typeof found === 'string' ? found : undefined);
    if (typeof found !== 'string') onChoose(found);
  };
  return (
    <form
      class="row"
      onSubmit={(event) => {
        event.preventDefault();
        take(new FormData(event.currentTarget).get('cycles') as string);
      }}
    >
      <label class="row">
        Cycles
        <input name="cycles" key={chosen.join()} defaultValue={chosen.join(', ')} size={14} />
      </label>
      <button>Compare</button>
      <button
        type="button"
        onClick={() => {
          setWrong(undefined);
          onChoose(undefined);
        }}
      >
        First and last
      </button>
      {wrong !== undefined && (
        <span class="trouble small" role="alert">
          {wrong}
        </span>
      )}
    </form>
  );
}

function Curves({ curves }: { readonly curves: readonly CycleCurves[] }) {
  const [differential, voltage] = [differentialLines(curves), voltageLines(curves)];
  return (
    <>
      {differential.length === 0 ? (
        <p class="muted">None of these cycles has a dQ/dV.</p>
      ) : (
        <Overlay label="dQ/dV over voltage" x={['voltage', 'V']} yUnit="mAh/V" lines={differential} />
      )}
      {voltage.length > 0 && (
        <>
          <h3>Voltage over capacity</h3>
          <Overlay label="Voltage over capacity" x={['capacity', 'mAh']} yUnit="V" lines={voltage} />
        </>
      )}
      {remarksOn(curves).map((remark) => (
        <p key={remark} class="muted small wrap">
          {remark}
        </p>
      ))}
    </>
  );
}
