import { useState } from 'preact/hooks';
import type { AskError } from '../../data/ask.js';
import { title } from '../../data/format.js';
import { signOut } from '../../data/session.js';
import { theme, THEMES } from '../../data/theme.js';
import { Card } from '../../parts/card.js';
import { Fault } from '../../parts/fault.js';
import { useLab } from '../../parts/lab-context.js';
import { Table } from '../../parts/table.js';
import { Time } from '../../parts/time.js';
import { useAsked } from '../../parts/use-asked.js';

/** Who is signed in, how this page looks on this machine, and who may come in. */
export function SettingsPage() {
  const { session } = useLab();
  return (
    <div class="grid">
      <You />
      <Card title="Look" about="on this machine" span={6}>
        <label>
          Theme
          <select
            value={theme.value}
            onChange={(event) => {
              const { value } = event.target as HTMLSelectElement;
              theme.value = THEMES.find((name) => name === value) ?? 'auto';
            }}
          >
            {THEMES.map((name) => (
              <option key={name} value={name}>
                {title(name)}
              </option>
            ))}
          </select>
        </label>
      </Card>
      {session.role === 'admin' && <Access />}
    </div>
  );
}

function You() {
  const { user, role } = useLab().session;
  const [trouble, setTrouble] = useState<AskError>();
  const leave = async (): Promise<void> => {
    try {
      await signOut();
    } catch (error) {
      const refusal = error as AskError;
      // Whom the agent does not know is out already; anybody else is still in, and has to know.
      if (refusal.status !== 401) {
        setTrouble(refusal);
        return;
      }
    }
    location.reload();
  };
  return (
    <Card title="You" span={6}>
      <div class="row">
        <span class="wrap">
          {user}, {role}
        </span>
        <button class="end" onClick={() => void leave()}>
          Sign out
        </button>
      </div>
      <Fault trouble={trouble} />
    </Card>
  );
}

interface Listed {
  readonly name: string;
  readonly role: string;
  readonly since: string;
  readonly expires?: string;
}

interface Admitted {
  readonly users: readonly Listed[];
  readonly keys: readonly Listed[];
}

function Access() {
  const { data, trouble } = useAsked<Admitted>('access', (kind) => kind === 'access.changed');
  const rows = [
    ...(data?.users ?? []).map((user) => ({ ...user, kind: 'user' })),
    ...(data?.keys ?? []).map((key) => ({ ...key, kind: 'key' })),
  ];
  return (
    <Card
      title="Users and keys"
      about="changed with interphase users and interphase keys, on the agent's computer"
    >
      <Fault trouble={trouble} />
      <Table
        columns={['name', 'kind', 'role', 'since', 'expires']}
        rows={rows}
        row={({ name, kind, role, since, expires }) => (
          <tr key={`${kind} ${name}`}>
            <td class="wrap">{name}</td>
            <td>{kind}</td>
            <td>{role}</td>
            <td>
              <Time at={since} />
            </td>
            <td>
              <Time at={expires} />
            </td>
          </tr>
        )}
      />
      <p class="muted">
        What a key can ask for: <a href="/api">the interface for programs</a>
      </p>
    </Card>
  );
}
