/** Driver of a characterisation station on MQTT. It has met the simulated station only. */
import type { CharacteriserResult, CharacteriserTask } from '../characteriser.js';
import { MqttInstrument } from '../mqtt-instrument/driver.js';
import type { MqttInstrumentOptions } from '../mqtt-instrument/options.js';
import { stationVocabulary } from './codec.js';

export class MqttStation extends MqttInstrument<CharacteriserTask, CharacteriserResult> {
  constructor(options: MqttInstrumentOptions) {
    super(options, stationVocabulary);
  }
}
