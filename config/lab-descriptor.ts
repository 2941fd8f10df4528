/** What a running simulated lab says of itself: where it listens and how fast its time runs. Lies in the data folder. */
import { z } from 'zod';

export const LabDescriptor = z.strictObject({
  pid: z.int().positive(),
  startedAt: z.iso.datetime(),
  seed: z.string(),
  /** Where lab time (ms since the epoch) stood at one instant of the host's steady clock, and lab seconds per second. */
  clock: z.strictObject({ linkMs: z.number(), labMs: z.number(), factor: z.number().positive() }),
  endpoints: z.strictObject({
    broker: z.string(),
    robot: z.string(),
    tester: z.string(),
    station: z.string(),
    /** A lab may be without one. */
    source: z.string().exactOptional(),
  }),
  /** Where faults can be brought about by hand; absent from what older labs left. */
  control: z.url().exactOptional(),
  /** Made at the lab's first start; the file is readable by its owner only. */
  password: z.string(),
});

export type LabDescriptor = z.infer<typeof LabDescriptor>;

/** The name of the file below the data folder. */
export const LAB_DESCRIPTOR_FILE = 'lab.json';
