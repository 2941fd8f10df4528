/** The instruments a lab may name, one schema per driver. The driver implies the role. */
import { z } from 'zod';
import { limitsSchema } from './limits.js';
import { passwordFields } from './password.js';
import { addressOrAuto, topic } from './scalars.js';

const ladsRobot = z
  .strictObject({
    driver: z
      .literal('lads-robot')
      .describe('a formulation and assembly robot speaking OPC UA LADS (OPC 30500-1)'),
    endpoint: addressOrAuto(/opc\.tcp:\/\/[^\s/]+(?:\/\S*)?/, 'opc.tcp://host[:port][/path]')
      .default('auto')
      .describe('OPC UA endpoint, opc.tcp://host:port/path, or auto in a simulated lab'),
    security: z
      .enum(['SignAndEncrypt', 'None'])
      .default('SignAndEncrypt')
      .describe('OPC UA message security; None sends commands and password in clear'),
    user: z.string().min(1).default('interphase').describe('OPC UA user name'),
    ...passwordFields,
  })
  .describe('formulation and assembly robot over OPC UA LADS');

const scpiCycler = z
  .strictObject({
    driver: z
      .literal('scpi-cycler')
      .describe('a battery cycling tester speaking an SCPI-style line protocol'),
    path: addressOrAuto(
      /\/\S+|COM\d{1,3}|[\w.-]+:\d{1,5}/,
      'a serial device (/dev/serial/by-id/..., COM3) or host:port',
    )
      .default('auto')
      .describe('serial device or TCP host:port, or auto in a simulated lab'),
    baudRate: z
      .int()
      .min(300)
      .max(4_000_000)
      .default(115_200)
      .describe('serial speed, Bd; not used over TCP'),
    channels: z.int().min(1).max(512).default(8).describe('number of channels, counted from 1'),
    limits: limitsSchema
      .exactOptional()
      .describe('what this tester may do, where that is narrower than the limits of the lab'),
  })
  .describe('battery cycling tester over a serial line or TCP');

const mqttStation = z
  .strictObject({
    driver: z.literal('mqtt-station').describe('a characterisation station that talks through the broker'),
    baseTopic: topic.default('station').describe('MQTT topic under which the station listens and answers'),
  })
  .describe('impedance and film characterisation station over MQTT');

const mqttSource = z
  .strictObject({
    driver: z
      .literal('mqtt-source')
      .describe('a computing service that foretells what a recipe would do, and talks through the broker'),
    baseTopic: topic.default('source').describe('MQTT topic under which the service listens and answers'),
  })
  .describe('computing service over MQTT: descriptors of molecules, kinetics of the film');

export const instrumentSchema = z.discriminatedUnion('driver', [
  ladsRobot,
  scpiCycler,
  mqttStation,
  mqttSource,
]);

export type InstrumentConfig = z.output<typeof instrumentSchema>;
export type Driver = InstrumentConfig['driver'];

/** The role each driver fills. */
export const ROLES = {
  'lads-robot': 'synthesis-robot',
  'scpi-cycler': 'cycler',
  'mqtt-station': 'characteriser',
  'mqtt-source': 'source',
} as const satisfies Record<Driver, string>;

export type Role = (typeof ROLES)[Driver];

/** Roles that no experiment can do without. */
export const NEEDED_ROLES: readonly Role[] = ['synthesis-robot', 'cycler', 'characteriser'];
