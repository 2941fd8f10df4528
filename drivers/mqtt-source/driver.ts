/** Driver of a computing service on MQTT. It has met the simulated service only. */
import { MqttInstrument } from '../mqtt-instrument/driver.js';
import type { MqttInstrumentOptions } from '../mqtt-instrument/options.js';
import type { SourceResult, SourceTask } from '../source.js';
import { sourceVocabulary } from './codec.js';

export class MqttSource extends MqttInstrument<SourceTask, SourceResult> {
  constructor(options: MqttInstrumentOptions) {
    super(options, sourceVocabulary);
  }
}
