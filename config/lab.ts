/** The configuration of a lab: what stands in it, how it is reached, and what it may never exceed. */
import { z } from 'zod';
import { alarmsSchema } from './alarms.js';
import { peopleSchema } from './broker/people.js';
import { instrumentSchema, ROLES, type InstrumentConfig, type Role } from './lab-instruments.js';
import { simulationSchema } from './lab-simulation.js';
import { limitsSchema, limitsSi, narrower, type LimitsSi } from './limits.js';
import { maintenanceSchema } from './maintenance.js';
import { passwordFields } from './password.js';
import { addressOrAuto, identifier, title, topic } from './scalars.js';

const clock = z.strictObject({
  factor: z
    .number()
    .min(1)
    .max(1_000_000)
    .default(1)
    .describe('lab seconds per second of real time; 1 on metal, more only with a simulation'),
});

const broker = z.strictObject({
  url: addressOrAuto(/mqtts?:\/\/[^\s/]+\/?/, 'mqtt://host[:port] or mqtts://host[:port]')
    .default('auto')
    .describe('MQTT broker, mqtt://host:port or mqtts://host:port, or auto in a simulated lab'),
  username: z
    .string()
    .regex(/^[^\s+#/:]+$/, 'a name without spaces, +, #, / or :')
    .default('interphase')
    .describe('MQTT user name of the agent'),
  ...passwordFields,
  people: peopleSchema.default({ operator: 'operator' }),
});

const homeAssistant = z.strictObject({
  topic: topic.default('homeassistant').describe('topic below which Home Assistant looks for devices'),
});

const supervision = z.strictObject({
  baseTopic: topic
    .default('interphase')
    .describe('MQTT topic under which operators watch and command the agent'),
  restHost: z
    .string()
    .regex(/^[A-Za-z0-9.:-]+$/, 'a host name or address')
    .default('127.0.0.1')
    .describe('address the REST interface binds; 127.0.0.1 is reached from this computer only'),
  restPort: z
    .int()
    .min(0)
    .max(65_535)
    .default(0)
    .describe('TCP port of the REST interface; 0 takes any free one'),
  restNames: z
    .array(z.string().regex(/^[A-Za-z0-9.-]+$/, 'a host name'))
    .default([])
    .describe(
      'names by which people reach the REST interface, beside addresses, localhost and the name of this computer',
    ),
  restTls: z
    .strictObject({
      certFile: z
        .string()
        .min(1)
        .describe('path of the certificate (PEM), relative to this configuration file'),
      keyFile: z
        .string()
        .min(1)
        .describe('path of its private key (PEM), relative to this configuration file'),
    })
    .exactOptional()
    .describe('present: the REST interface speaks https only'),
  answerWithinS: z
    .number()
    .min(60)
    .max(7 * 86_400)
    .default(8 * 3600)
    .describe('lab time that a question to the operators stays open before its default applies'),
  homeAssistant: homeAssistant
    .exactOptional()
    .describe('present: Home Assistant finds the agent and its instruments by itself'),
});

const record = z.strictObject({
  keepRawDays: z
    .number()
    .positive()
    .exactOptional()
    .describe(
      'days of the calendar for which what the instruments sent is kept after the end of its experiment; for ever unless given',
    ),
});

export const labSchema = z
  .strictObject({
    name: title.describe('what people call this lab'),
    clock: clock.prefault({}).describe('how fast lab time runs'),
    instruments: z
      .record(identifier, instrumentSchema)
      .describe('the instruments by name; at least one robot, one cycler and one station'),
    broker: broker.prefault({}).describe('the MQTT broker for the station and for supervision'),
    supervision: supervision.prefault({}).describe('how operators see the agent'),
    record: record.prefault({}).describe('what the record keeps, and for how long'),
    limits: limitsSchema.prefault({}).describe('bounds that no protocol may leave, whatever a campaign asks'),
    maintenance: maintenanceSchema
      .prefault({})
      .describe('maintenance windows by name: when nothing new begins on some instruments'),
    alarms: alarmsSchema.prefault({}).describe('how people are told of alarms'),
    simulation: simulationSchema
      .exactOptional()
      .describe('present: the lab is simulated; absent: it is real'),
  })
  .describe('An Interphase lab');

export type LabConfig = z.output<typeof labSchema>;

/** The instruments that fill a role, as [name, configuration], in the order of the file. */
export function instrumentsOf(lab: LabConfig, role: Role): [string, InstrumentConfig][] {
  return Object.entries(lab.instruments).filter(([, instrument]) => ROLES[instrument.driver] === role);
}

/** What one instrument may do, in SI: the lab's limits, and its own where narrower. */
export function instrumentLimits(lab: LabConfig, instrument: InstrumentConfig): LimitsSi {
  const ofLab = limitsSi(lab.limits);
  const own = instrument.driver === 'scpi-cycler' ? instrument.limits : undefined;
  return own === undefined ? ofLab : narrower(ofLab, limitsSi(own));
}

/** Channels of all cycling testers together. */
export function channelCount(lab: LabConfig): number {
  return Object.values(lab.instruments).reduce(
    (sum, instrument) => sum + (instrument.driver === 'scpi-cycler' ? instrument.channels : 0),
    0,
  );
}
