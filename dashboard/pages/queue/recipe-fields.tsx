import { useEffect, useRef } from 'preact/hooks';
import { title, unit, words } from '../../data/format.js';
import { groupsOf, type Setting } from '../../data/space.js';
import type { Values } from '../../data/verbs.js';

export interface RecipeFieldsProps {
  readonly space: readonly Setting[];
  readonly values: Values;
  /** What is wrong with a value, by name. */
  readonly problems: Readonly<Record<string, string>>;
}

/** A field for each setting that is searched, with its unit and what it may be; the first that is wrong is gone to. */
export function RecipeFields({ space, values, problems }: RecipeFieldsProps) {
  const fields = useRef<HTMLDivElement>(null);
  useEffect(() => {
    fields.current?.querySelector<HTMLElement>('[aria-invalid=true]')?.focus();
  }, [problems]);
  return (
    <div ref={fields} class="recipe-fields">
      {groupsOf(space).map(([group, settings]) => (
        <fieldset key={group}>
          {group !== '' && (
            <legend>
              {title(group)}
              {settings[0]?.kind === 'share' && <span class="muted"> shares, 1 in all; empty: absent</span>}
            </legend>
          )}
          {settings.map((setting) => (
            <Field
              key={setting.name}
              setting={setting}
              value={values[setting.name]}
              problem={problems[setting.name]}
            />
          ))}
        </fieldset>
      ))}
    </div>
  );
}

interface FieldProps {
  readonly setting: Setting;
  readonly value: number | string | undefined;
  readonly problem: string | undefined;
}

function Field({ setting, value, problem }: FieldProps) {
  const { name, kind, levels = [] } = setting;
  const about = `${name}-about`;
  const common = { name, 'aria-describedby': about, 'aria-invalid': problem !== undefined };
  return (
    <div>
      <label>
        {labelOf(name)}
        {kind === 'level' ? (
          <select {...common}>
            {['', ...levels].map((level) => (
              <option key={level} selected={level === String(value ?? '')}>
                {level}
              </option>
            ))}
          </select>
        ) : (
          <input
            {...common}
            type="number"
            step="any"
            inputMode="decimal"
            defaultValue={String(value ?? '')}
          />
        )}
      </label>
      <span id={about} class="small">
        {problem === undefined ? (
          <span class="muted">{allowed(setting)}</span>
        ) : (
          <span class="trouble">{problem}</span>
        )}
      </span>
    </div>
  );
}

function labelOf(name: string): string {
  const last = name.slice(name.indexOf('.') + 1);
  return /^[A-Z]/.test(last) ? last : title(last);
}

function allowed({ kind, min = 0, max = 0, least = 0, step, when, unit: ucum }: Setting): string {
  const named = unit(ucum) === '' ? '' : ` ${unit(ucum)}`;
  const range = least > min ? `0, or ${least} to ${max}${named}` : `${min} to ${max}${named}`;
  const parts = [
    ...(kind === 'level' ? (named === '' ? [] : [named.trim()]) : [range]),
    ...(step === undefined ? [] : [`steps of ${step}`]),
    ...(kind === 'integer' ? ['whole'] : []),
    ...(when ? [`only with ${conditions(when)}`] : []),
  ];
  return parts.join(', ');
}

function conditions(when: NonNullable<Setting['when']>): string {
  const texts = Object.entries(when).map(([name, admitted]) => {
    if ('length' in admitted) return `${words(name)} ${admitted.join(' or ')}`;
    const { min, max } = admitted;
    const ends = [min === undefined ? '' : `from ${min}`, max === undefined ? '' : `to ${max}`];
    return `${words(name)} ${ends.filter((end) => end !== '').join(' ')}`;
  });
  return texts.join(' and ');
}
