/**
 * Loaded into every process of a run: the time of day shows `INTERPHASE_TEST_CLOCK` (a file) ms more than the host's, as
 * when somebody sets it.
 */
const { readFileSync } = require('node:fs');

const file = process.env.INTERPHASE_TEST_CLOCK;
const HostDate = Date;
let aheadMs = 0;
const look = () => (aheadMs = Number(readFileSync(file, 'utf8')));

class SetDate extends HostDate {
  constructor(...fields) {
    super(...(fields.length === 0 ? [SetDate.now()] : fields));
  }

  static now() {
    return HostDate.now() + aheadMs;
  }
}

look();
setInterval(look, 50).unref();
globalThis.Date = SetDate;
