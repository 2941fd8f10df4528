/** Names of the variables of a result that hold the glovebox log, in the order of the columns of its table. */
export const LOG_COLUMNS = ['timeS', 'waterPpm', 'oxygenPpm', 'temperatureK'] as const;
