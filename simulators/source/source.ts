/** A computing service: it foretells what a recipe would do, with models that are all wrong in a way of their own. */
import { sourceVocabulary } from '../../drivers/mqtt-source/codec.js';
import {
  SOURCE_MODELS,
  type SourceModel,
  type SourceResult,
  type SourceTask,
  type Trial,
} from '../../drivers/source.js';
import { JobFailed } from '../mqtt-peer/outcome.js';
import type { Done, Plan, Work } from '../mqtt-peer/work.js';

export interface SourceOptions {
  /** @throws {RangeError} an ingredient that the models do not know */
  readonly estimate: (model: SourceModel, trial: Trial) => SourceResult;
  /** How long each model computes, lab s. */
  readonly durationS: (model: SourceModel) => number;
}

export class Source implements Work<SourceTask, SourceResult> {
  readonly task = sourceVocabulary.task;
  readonly result = sourceVocabulary.result;
  readonly identity = {
    manufacturer: 'Interphase',
    model: 'Simulated computing service',
    serialNumber: 'SIM-SOURCE-1',
    firmware: '1.0',
  };

  constructor(private readonly options: SourceOptions) {}

  readings(): ReturnType<Work<SourceTask, SourceResult>['readings']> {
    return [{ name: 'models', value: SOURCE_MODELS.length, unit: '1' }];
  }

  plan({ model, trial }: SourceTask): Plan {
    return { program: model, detail: { trial }, durationS: this.options.durationS(model) };
  }

  async perform(
    _jobId: string,
    { model, trial }: SourceTask,
    wait: () => Promise<void>,
  ): Promise<Done<SourceResult>> {
    await wait();
    try {
      const result = this.options.estimate(model, trial);
      const rows = result.estimates.map(({ value, sd }, index) => [index, value, sd]);
      return { result, table: { columns: ['estimateIndex', 'value', 'sd'], from: 0, rows } };
    } catch (error) {
      if (error instanceof RangeError) throw new JobFailed('unknown-ingredient', error.message);
      throw error;
    }
  }
}
