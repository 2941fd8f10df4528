/**
 * Silences node-opcua, which prints advice on the console from the moment it is imported; troubles come back as errors.
 * Imported for its effect, before anything else of the library is used.
 */
import { LogLevel, setLogLevel } from 'node-opcua-client';

setLogLevel(LogLevel.Emergency);
