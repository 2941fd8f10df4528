import { experimentIn } from '../data/alarm-source.js';
import { link } from '../data/place.js';

export interface AlarmNameProps {
  readonly title: string;
  readonly source: string;
}

/** What alarm it is, and about what, with a way there where that has a page of its own. */
export function AlarmName({ title, source }: AlarmNameProps) {
  const experiment = experimentIn(source);
  return (
    <>
      {title}
      {source !== '' && ': '}
      {experiment === undefined ? source : <a href={link('experiment', experiment)}>{source}</a>}
    </>
  );
}
