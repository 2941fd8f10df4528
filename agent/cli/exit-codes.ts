/** What the command line ends with. */
export const EXIT = {
  ok: 0,
  /** A check found something, or the campaign could not go on. */
  failed: 1,
  /** The command line or a configuration file is wrong. */
  usage: 2,
  /** The lab, an instrument, the record, a file or a port cannot be used, or the output not be written. */
  unusable: 3,
} as const;

export const EXIT_HELP = `
Exit codes: 0 all is well; 1 a check found something, or the campaign was held up; 2 the command line or a
configuration is wrong; 3 the lab, an instrument, a port, a file or the record cannot be used.`;
