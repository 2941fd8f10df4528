/** Mistakes people make: one edit of a good file, and what must be said of it. */

export interface Mistake {
  readonly title: string;
  /** What stands in the example, and what is written instead. */
  readonly from: string;
  readonly to: string;
  /** Where the file and position are left out: path, message, remedy. */
  readonly says: string;
  /** Text in the edited file at which the problem must point. */
  readonly at: string;
}

function aWindow(change: Readonly<Record<string, string>>): string {
  const good = {
    on: '[monday]',
    at: '"07:30"',
    zone: 'UTC',
    durationH: '2',
    instruments: '[robot]',
    reason: 'x',
  };
  const fields = Object.entries({ ...good, ...change }).map(([key, value]) => `${key}: ${value}`);
  return `maintenance: { filters: { ${fields.join(', ')} } }`;
}

function aRoute(fields: string): string {
  return `routes: { phone: { ${fields} } }`;
}

export const LAB_MISTAKES: readonly Mistake[] = [
  {
    title: 'a person with the login of the agent',
    from: '  username: interphase\n',
    to: '  username: interphase\n  people: { ada: operator, interphase: viewer }\n',
    says: 'broker.people.interphase: already the login of the agent itself; expected a name of its own, found interphase',
    at: 'interphase: viewer',
  },
  {
    title: 'a person with the name of an instrument',
    from: '  username: interphase\n',
    to: '  username: interphase\n  people: { station: viewer }\n',
    says: 'broker.people.station: already the login of an instrument; expected a name of its own, found station',
    at: 'station: viewer',
  },
  {
    title: 'a person with a name under which the agent acts',
    from: '  username: interphase\n',
    to: '  username: interphase\n  people: { disk-guard: operator }\n',
    says: 'broker.people.disk-guard: a name under which the agent itself acts; expected a name of its own, found disk-guard',
    at: 'disk-guard: operator',
  },
  {
    title: 'a way to people that nobody knows',
    from: 'routes: {}',
    to: aRoute('kind: ntfi, topicEnv: TOPIC'),
    says: 'alarms.routes.phone.kind: not allowed; did you mean "ntfy"?',
    at: 'ntfi',
  },
  {
    title: 'a secret that is named nowhere',
    from: 'routes: {}',
    to: aRoute('kind: ntfy, takes: high'),
    says: 'alarms.routes.phone.topicFile: no topic; expected topicFile or topicEnv',
    at: 'phone:',
  },
  {
    title: 'a secret in the configuration',
    from: 'routes: {}',
    to: aRoute('kind: ntfy, topic: bench-3'),
    says: 'alarms.routes.phone.topic: unknown key; expected one of kind, takes, quiet, server, topicFile, topicEnv, tokenFile, tokenEnv, found "topic"',
    at: 'topic: bench',
  },
  {
    title: 'quiet hours that never begin',
    from: 'routes: {}',
    to: aRoute('kind: ntfy, topicEnv: TOPIC, quiet: { from: "22:00", to: "22:00", zone: UTC }'),
    says: 'alarms.routes.phone.quiet.to: not allowed; expected another time than from, found "22:00"',
    at: '"22:00", zone',
  },
  {
    title: 'quiet hours by an offset, which knows no summer time',
    from: 'routes: {}',
    to: aRoute('kind: ntfy, topicEnv: TOPIC, quiet: { from: "22:00", to: "06:00", zone: "+02:00" }'),
    says: 'alarms.routes.phone.quiet.zone: not allowed; expected an IANA time zone such as Europe/Vienna or UTC, found "+02:00"',
    at: '"+02:00"',
  },
  {
    title: 'a secret that is named twice',
    from: 'routes: {}',
    to: aRoute('kind: webhook, urlFile: hook, urlEnv: HOOK'),
    says: 'alarms.routes.phone.urlEnv: there is a urlFile too; expected one of the two, found both',
    at: 'urlEnv',
  },
  {
    title: 'a login without a password',
    from: 'routes: {}',
    to: aRoute('kind: email, host: smtp.lab, user: agent, from: a@lab.org, to: [b@lab.org]'),
    says: 'alarms.routes.phone.passwordFile: no password; expected passwordFile or passwordEnv',
    at: 'phone:',
  },
  {
    title: 'a misspelt key',
    from: 'endpoint: auto',
    to: 'endpiont: auto',
    says: 'instruments.robot.endpiont: unknown key; did you mean "endpoint"?',
    at: 'endpiont',
  },
  {
    title: 'a key nobody knows',
    from: 'restPort: 0',
    to: 'colour: 0',
    says: 'supervision.colour: unknown key; expected one of baseTopic, restHost, restPort, restNames, restTls, answerWithinS, homeAssistant, found "colour"',
    at: 'colour',
  },
  {
    title: 'a misspelt driver',
    from: 'driver: scpi-cycler',
    to: 'driver: scpi-cycle',
    says: 'instruments.cycler.driver: not allowed; did you mean "scpi-cycler"?',
    at: 'scpi-cycle\n',
  },
  {
    title: 'a number in quotes',
    from: 'channels: 8',
    to: 'channels: "8"',
    says: 'instruments.cycler.channels: wrong type; expected a whole number, found "8"',
    at: '"8"',
  },
  {
    title: 'a voltage window upside down',
    from: 'minVoltageV: 2.0',
    to: 'minVoltageV: 5.0',
    says: 'limits.minVoltageV: the voltage window is empty; expected less than maxVoltageV, 4.6 V, found 5 V',
    at: '5.0',
  },
  {
    title: 'an address of the wrong kind',
    from: 'url: auto',
    to: 'url: http://broker',
    says: 'broker.url: not allowed; expected mqtt://host[:port] or mqtts://host[:port], or auto in a simulated lab, found "http://broker"',
    at: 'http://broker',
  },
  {
    title: 'an instrument name that could not be a topic level',
    from: '  robot: # formulates',
    to: '  My Robot: # formulates',
    says: 'instruments["My Robot"]: not a possible name; expected lower-case letters, digits and hyphens, beginning with a letter, up to 40, found "My Robot"',
    at: 'My Robot',
  },
  {
    title: 'a window for an instrument that is not there',
    from: 'maintenance: {}',
    to: aWindow({ instruments: '[robto]' }),
    says: 'maintenance.filters.instruments[0]: no such instrument; did you mean "robot"?',
    at: 'robto',
  },
  {
    title: 'a zone nobody knows',
    from: 'maintenance: {}',
    to: aWindow({ zone: 'Europe/Wien' }),
    says: 'maintenance.filters.zone: not allowed; expected an IANA time zone such as Europe/Vienna or UTC, found "Europe/Wien"',
    at: 'Europe/Wien',
  },
  {
    title: 'an offset for a zone',
    from: 'maintenance: {}',
    to: aWindow({ zone: '"+02:00"' }),
    says: 'maintenance.filters.zone: not allowed; expected an IANA time zone such as Europe/Vienna or UTC, found "+02:00"',
    at: '"+02:00"',
  },
  {
    title: 'a time of day that YAML reads as a number of minutes',
    from: 'maintenance: {}',
    to: aWindow({ at: '7:30' }),
    says: 'maintenance.filters.at: not allowed; expected a time of day such as "02:30", in quotes, found "7:30"',
    at: '7:30',
  },
  {
    title: 'a day nobody knows',
    from: 'maintenance: {}',
    to: aWindow({ on: '[mondays]' }),
    says: 'maintenance.filters.on[0]: not allowed; expected monday to sunday, or a date such as 2026-12-24, found "mondays"',
    at: 'mondays',
  },
  {
    title: 'a probability over one',
    from: 'rates: {}',
    to: 'hardShort: 2',
    says: 'simulation.faults.hardShort: not allowed; expected at most 1, found 2',
    at: '2 # single',
  },
  {
    title: 'a fault nobody knows',
    from: 'rates: {}',
    to: 'rates: { hard-shot: 0.02 }',
    says: 'simulation.faults.rates.hard-shot: unknown key; did you mean "hard-short"?',
    at: 'hard-shot',
  },
  {
    title: 'a multiple that is none',
    from: 'rates: {}',
    to: 'rates: { leak: 3x }',
    says: 'simulation.faults.rates.leak: not allowed; expected a multiple of the usual one such as x3, found "3x"',
    at: '3x',
  },
  {
    title: 'a rate under two names',
    from: 'rates: {}',
    to: 'rates: { hard-short: 0 }\n    hardShort: 0.01',
    says: 'simulation.faults.hardShort: older name of rates.hard-short, which is there too; expected one of the two, found both',
    at: 'hardShort',
  },
  ...scheduled([
    {
      title: 'an unknown instrument in the schedule',
      to: 'at: day 3 04:00, instrument: furnace, fault: garbage',
      says: 'instrument: no such instrument; expected one of robot, cycler, station, compute, broker, found "furnace"',
      at: 'furnace',
    },
    {
      title: 'a misspelt fault in the schedule',
      to: 'at: day 3 04:00, instrument: cycler, fault: garbge',
      says: 'fault: not allowed; did you mean "garbage"?',
      at: 'garbge',
    },
    {
      title: 'a fault that cannot strike an instrument',
      to: 'at: day 3 04:00, instrument: station, fault: channel-fault, channel: 1',
      says: 'instrument: channel-fault does not strike station; expected one of cycler, found "station"',
      at: 'station, fault',
    },
    {
      title: 'a channel the tester does not have',
      to: 'at: day 3 04:00, instrument: cycler, fault: channel-fault, channel: 9',
      says: 'channel: no such channel; expected 1 to 8, found 9',
      at: '9 }',
    },
    {
      title: 'a fault without a time',
      to: 'instrument: cycler, fault: garbage',
      says: 'at: missing; expected a lab time such as "day 3 04:00"',
      at: '{ instrument: cycler',
    },
    {
      title: 'a time that is none',
      to: 'at: day 3 25:00, instrument: cycler, fault: garbage',
      says: 'at: not allowed; expected "day 3 04:00" (3 days and 4 hours after the lab first started) or an instant such as 2026-05-01T04:00:00Z, found "day 3 25:00"',
      at: 'day 3 25:00',
    },
    {
      title: 'a field that another fault has',
      to: 'at: day 3 04:00, instrument: cycler, fault: disconnect, delayS: 1',
      says: 'delayS: unknown key; expected one of fault, instrument, at, durationS, found "delayS"',
      at: 'delayS',
    },
  ]),
  {
    title: 'a missing name',
    from: 'name: Simulated lab',
    to: '',
    says: 'name: missing; expected text: what people call this lab',
    at: 'clock:',
  },
  {
    title: 'two passwords',
    from: 'user: interphase #',
    to: 'password: a\n    passwordFile: b #',
    says: 'instruments.robot.password: there is a passwordFile too; expected one of the two, found both',
    at: 'password: a',
  },
  {
    title: 'a key written twice',
    from: 'restPort: 0',
    to: 'restHost: 0.0.0.0',
    says: 'Map keys must be unique; expected one valid YAML document',
    at: 'restHost: 0.0.0.0',
  },
  {
    title: 'an infinite number',
    from: 'variationScale: 1',
    to: 'variationScale: .inf',
    says: 'simulation.variationScale: wrong type; expected a finite number, found Infinity',
    at: '.inf',
  },
];

function aSource(fields: string): string {
  return `sources:\n  - { name: cell-test }\n  - { name: paper, ${fields} }\n`;
}

const SOURCES = 'sources:\n  - { name: cell-test, cost: 1 }\n';

export const CAMPAIGN_MISTAKES: readonly Mistake[] = [
  {
    title: 'cells that are ended early for something that nobody foretells',
    from: "capacity_retention\n    unit: '%'\n    direction: maximise",
    to: "first_cycle_efficiency\n    unit: '%'\n    direction: maximise\nearlyStopping: { mode: auto }",
    says: 'earlyStopping.mode: cells are ended early for what will be left of their capacity; expected one objective: maximise capacity_retention, found maximise first_cycle_efficiency',
    at: 'auto',
  },
  {
    title: 'a source that is neither a table nor a program',
    from: SOURCES,
    to: aSource('cost: 1'),
    says: 'sources[1]: is neither cells nor one table nor one program; expected table or command, found neither',
    at: '{ name: paper',
  },
  {
    title: 'a table of which nobody says whether it is true',
    from: SOURCES,
    to: aSource('table: { file: paper.csv }'),
    says: 'sources[1].fidelity: nobody can tell whether these rows are true values; expected fidelity: high or low, found nothing',
    at: '{ name: paper',
  },
  {
    title: 'a program that claims to measure',
    from: SOURCES,
    to: aSource('command: [python3, model.py], fidelity: high'),
    says: 'sources[1].fidelity: a program estimates what cells would measure; expected low, found high',
    at: 'high }',
  },
  {
    title: 'a column for an ingredient that is not searched',
    from: SOURCES,
    to: aSource('fidelity: low, table: { file: paper.csv, columns: { additive.VCC: vc } }'),
    says: 'sources[1].table.columns["additive.VCC"]: is no setting, and nothing that this campaign searches or measures; did you mean "additive.VC"?',
    at: 'additive.VCC',
  },
  {
    title: 'no source that builds cells',
    from: SOURCES,
    to: 'sources: [{ name: model, command: [model] }]\n',
    says: 'sources: no source builds cells; expected { name: cell-test }, found model',
    at: 'sources:',
  },
  {
    title: 'another unit than the setting has',
    from: "additive.PES, kind: continuous, min: 0, max: 2, unit: '%'",
    to: 'additive.PES, kind: continuous, min: 0, max: 2, unit: mol/L',
    says: 'space.variables[5].unit: additive.PES is not measured in mol/L; expected unit: %, found mol/L',
    at: 'mol/L, resolution: 0.1 }',
  },
  {
    title: 'another unit than the quantity has',
    from: "unit: '%'\n    direction",
    to: 'unit: V\n    direction',
    says: 'objectives[0].unit: capacity_retention is not measured in V; expected unit: %, found V',
    at: 'V\n    direction',
  },
  {
    title: 'a bound that bounds nothing',
    from: 'space:\n',
    to: 'outcomes: [{ quantity: film_resistance, unit: Ohm }]\nspace:\n',
    says: 'outcomes[0]: film_resistance is not bounded; expected min, max or both, found neither',
    at: '{ quantity: film_resistance',
  },
  {
    title: 'bounds that nothing can keep',
    from: 'space:\n',
    to: 'outcomes: [{ quantity: film_resistance, unit: Ohm, min: 9, max: 7 }]\nspace:\n',
    says: 'outcomes[0].max: no value lies between min and max; expected more than min, 9, found 7',
    at: '7 }]',
  },
  {
    title: 'a quantity that is aimed for and bounded',
    from: 'space:\n',
    to: "outcomes: [{ quantity: capacity_retention, unit: '%', min: 80 }]\nspace:\n",
    says: 'outcomes[0].quantity: named twice; expected each once, found capacity_retention',
    at: "capacity_retention, unit: '%', min",
  },
  {
    title: 'a reference value of the only objective',
    from: "unit: '%'\n    direction",
    to: "unit: '%'\n    referenceValue: 80\n    direction",
    says: 'objectives[0].referenceValue: a reference value would not be used; expected two objectives or more, found 1',
    at: 'referenceValue: 80',
  },
  {
    title: 'a scale nobody knows',
    from: 'min: 0.05, max: 1, scale: log',
    to: 'min: 0.05, max: 1, scale: logarithmic',
    says: 'space.variables[7].scale: not allowed; expected linear or log, found "logarithmic"',
    at: 'logarithmic',
  },
  {
    title: 'a logarithmic scale from zero',
    from: 'max: 4, unit:',
    to: 'max: 4, scale: log, unit:',
    says: 'space.variables[2].min: a logarithmic scale has no zero; expected more than 0, or scale: linear, found 0',
    at: '0, max: 4',
  },
  {
    title: 'an empty range',
    from: 'min: 20, max: 55',
    to: 'min: 60, max: 55',
    says: 'space.variables[8].min: the range is empty; expected less than max, 55, found 60',
    at: '60, max: 55',
  },
  {
    title: 'a value outside what the setting can be',
    from: 'min: 20, max: 55',
    to: 'min: 20, max: 550',
    says: 'space.variables[8].max: outside what formation.temperature can be; expected -20 to 70 Cel, found 550 Cel',
    at: '550',
  },
  {
    title: 'a component with an empty range',
    from: 'EMC: { min: 0, max: 1 }',
    to: 'EMC: { min: 0.7, max: 0.3 }',
    says: 'space.fractions[0].components.EMC.min: the range is empty; expected at most max, 0.3, found 0.7',
    at: '0.7',
  },
  {
    title: 'a blend that cannot sum to one',
    from: 'DMC: { min: 0, max: 0.8 }\n      maxComponents: 3',
    to: 'DMC: { min: 0.1, max: 0.2 }\n      maxComponents: 1',
    says: 'space.fractions[0].components: no shares within these bounds sum to 1; expected the max to sum to at least 1, found 0.2',
    at: 'components:',
  },
  {
    title: 'a constraint on a name that is not there',
    from: 'additive.LiPO2F2: 1 }',
    to: 'additive.LiPO2F: 1 }',
    says: 'space.constraints[0].terms["additive.LiPO2F"]: is not searched in this space; did you mean "additive.LiPO2F2"?',
    at: 'additive.LiPO2F:',
  },
  {
    title: 'a constraint nothing satisfies',
    from: 'max: 10 #',
    to: 'max: -1 #',
    says: 'space.constraints[0].max: no point of the space satisfies this; expected at least 0, the least the terms give, found -1',
    at: '-1',
  },
  {
    title: 'a setting both searched and fixed',
    from: 'rest.duration: 12',
    to: 'additive.VC: 2',
    says: 'fixed["additive.VC"]: is also searched; expected either a fixed value or a place in the space, found 2',
    at: '2 # h',
  },
  {
    title: 'a misspelt fixed setting',
    from: 'cycling.cRate: 1',
    to: 'cycling.crate: 1',
    says: 'fixed["cycling.crate"]: unknown key; did you mean "cycling.cRate"?',
    at: 'cycling.crate',
  },
  {
    title: 'too few cycles for a retention',
    from: 'cycling.cycles: 60',
    to: 'cycling.cycles: 3',
    says: 'objectives[0]: capacity_retention needs more ageing cycles; expected cycling.cycles of 4 or more, found 3',
    at: 'quantity: capacity_retention',
  },
  {
    title: 'more in flight than in all',
    from: 'inFlight: 4',
    to: 'inFlight: 40',
    says: 'budget.inFlight: more than the budget; expected at most budget.experiments, 24, found 40',
    at: '40\n',
  },
  {
    title: 'approval by a rule that is not there',
    from: 'required: none',
    to: 'required: risk',
    says: 'approval.required: no rule says what a risk is; expected at least one rule under approval.risk, found none',
    at: 'risk\n',
  },
];

/** Mistakes in the one entry of a schedule. */
function scheduled(mistakes: readonly Omit<Mistake, 'from'>[]): Mistake[] {
  return mistakes.map(({ title, to, says, at }) => ({
    title,
    from: 'schedule: []',
    to: `schedule: [{ ${to} }]`,
    says: `simulation.faults.schedule[0].${says}`,
    at,
  }));
}
