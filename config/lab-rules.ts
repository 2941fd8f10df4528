/** What must hold between the fields of a lab, beyond the type of each. */
import { z } from 'zod';
import { alarmFindings } from './alarms.js';
import { peopleFindings } from './broker/people-rules.js';
import { readEach, readOne, valueAt, type Located } from './draft.js';
import { faultFindings } from './fault-rules.js';
import { instrumentSchema, NEEDED_ROLES, ROLES, type InstrumentConfig } from './lab-instruments.js';
import { labSchema } from './lab.js';
import type { LimitsConfig } from './limits.js';
import { maintenanceFindings } from './maintenance.js';
import type { PasswordSource } from './password.js';
import { show, type Finding, type Path } from './problem.js';
import { isAuto } from './scalars.js';

const { shape } = labSchema;
const anyDriver = z.looseObject({ driver: z.string() });

/** Every way in which `raw` contradicts itself; fields that cannot be read are left to the schema. */
export function labFindings(raw: unknown): Finding[] {
  const simulated = valueAt(raw, ['simulation']) !== undefined;
  const instruments = readEach(instrumentSchema, raw, ['instruments']);
  const limits = readOne(shape.limits, raw, ['limits']);
  return [
    ...missingRoles(raw),
    ...(limits === undefined ? [] : limitOrder(limits)),
    ...instruments.flatMap(ownLimits),
    ...sharedAddresses(instruments),
    ...twoPasswords(raw, instruments),
    ...maintenanceFindings(raw),
    ...alarmFindings(raw),
    ...peopleFindings(raw),
    ...faultFindings(raw),
    ...(simulated ? [] : [...fasterThanReal(raw), ...onlySimulated(raw, instruments)]),
  ];
}

function missingRoles(raw: unknown): Finding[] {
  if (valueAt(raw, ['instruments']) === undefined) return [];
  // A driver counts even while the rest of its entry is wrong, so that one mistake is reported once.
  const named = readEach(anyDriver, raw, ['instruments']).map((i) => i.value.driver);
  if (!named.every((driver) => driver in ROLES)) return [];
  return Object.entries(ROLES)
    .filter(([driver, role]) => NEEDED_ROLES.includes(role) && !named.includes(driver))
    .map(([driver, role]) => ({
      path: ['instruments'],
      message: `no ${role}`,
      expected: `at least one instrument with driver: ${driver}`,
      found: named.length === 0 ? 'none' : named.map(show).join(', '),
    }));
}

function limitOrder({ path, value }: Located<LimitsConfig>): Finding[] {
  if (value.minVoltageV < value.maxVoltageV) return [];
  return [
    {
      path: [...path, 'minVoltageV'],
      message: 'the voltage window is empty',
      expected: `less than maxVoltageV, ${value.maxVoltageV} V`,
      found: `${value.minVoltageV} V`,
    },
  ];
}

function ownLimits({ path, value }: Located<InstrumentConfig>): Finding[] {
  if (value.driver !== 'scpi-cycler' || value.limits === undefined) return [];
  return limitOrder({ path: [...path, 'limits'], value: value.limits });
}

/** Two instruments on one line or topic would take each other's answers. */
function sharedAddresses(instruments: readonly Located<InstrumentConfig>[]): Finding[] {
  const seen = new Map<string, string>();
  return instruments.flatMap(({ path, value }) => {
    const { field, address } = addressOf(value);
    const other = seen.get(address);
    if (isAuto(address)) return [];
    if (other === undefined) {
      seen.set(address, String(path.at(-1)));
      return [];
    }
    const expected = 'an address of its own';
    return [{ path: [...path, field], message: `already used by ${other}`, expected, found: show(address) }];
  });
}

function addressOf(instrument: InstrumentConfig): { field: string; address: string } {
  switch (instrument.driver) {
    case 'lads-robot':
      return { field: 'endpoint', address: instrument.endpoint };
    case 'scpi-cycler':
      return { field: 'path', address: instrument.path };
    case 'mqtt-station':
    case 'mqtt-source':
      return { field: 'baseTopic', address: instrument.baseTopic };
  }
}

function fasterThanReal(raw: unknown): Finding[] {
  const clock = readOne(shape.clock, raw, ['clock']);
  if (clock === undefined || clock.value.factor === 1) return [];
  return [
    {
      path: ['clock', 'factor'],
      message: 'a real lab cannot run faster than time',
      expected: '1, or a simulation section',
      found: String(clock.value.factor),
    },
  ];
}

/** What a simulated lab fills in by itself and a real one must say. */
function onlySimulated(raw: unknown, instruments: readonly Located<InstrumentConfig>[]): Finding[] {
  const broker = readOne(shape.broker, raw, ['broker']);
  return [
    ...(broker === undefined ? [] : mustSay(broker.path, 'url', broker.value.url)),
    ...instruments.flatMap(({ path, value }) =>
      mustSay(path, addressOf(value).field, addressOf(value).address),
    ),
    ...withPassword(raw, instruments).flatMap(mustHavePassword),
  ];
}

function mustSay(path: Path, field: string, address: string): Finding[] {
  if (!isAuto(address)) return [];
  const expected = 'the address of the device, or a simulation section';
  return [
    { path: [...path, field], message: 'auto works in a simulated lab only', expected, found: show(address) },
  ];
}

/** Everything that is reached with a password. */
function withPassword(
  raw: unknown,
  instruments: readonly Located<InstrumentConfig>[],
): Located<PasswordSource>[] {
  const broker = readOne(shape.broker, raw, ['broker']);
  const robots = instruments.flatMap(({ path, value }) =>
    value.driver === 'lads-robot' ? [{ path, value }] : [],
  );
  return broker === undefined ? robots : [broker, ...robots];
}

function mustHavePassword({ path, value }: Located<PasswordSource>): Finding[] {
  if (value.password !== undefined || value.passwordFile !== undefined) return [];
  const expected = 'passwordFile, or password';
  return [{ path: [...path, 'passwordFile'], message: 'no password', expected, found: '', at: 'parent' }];
}

function twoPasswords(raw: unknown, instruments: readonly Located<InstrumentConfig>[]): Finding[] {
  return withPassword(raw, instruments)
    .filter(({ value }) => value.password !== undefined && value.passwordFile !== undefined)
    .map(({ path }) => ({
      path: [...path, 'password'],
      message: 'there is a passwordFile too',
      expected: 'one of the two',
      found: 'both',
      at: 'key',
    }));
}
