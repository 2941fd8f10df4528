/** What computing costs, as the process that does it sees it. */
export interface Meter {
  /** CPU seconds of all threads of the process, from any start. */
  cpuS(): number;
  /** Memory the process holds now, bytes. */
  memoryBytes(): number;
}

export const processMeter: Meter = {
  cpuS: () => {
    const { user, system } = process.cpuUsage();
    return (user + system) / 1e6;
  },
  memoryBytes: () => process.memoryUsage.rss(),
};
