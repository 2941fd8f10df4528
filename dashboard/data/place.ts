/** Which page is open, as it stands in the address, so that it can be sent to a colleague. */

export interface Place {
  readonly page: string;
  /** As an experiment's id. */
  readonly subject: string | undefined;
}

export function placeOf(hash: string): Place {
  const [page = '', subject] = hash.replace(/^#\/?/, '').split('/');
  return { page: page === '' ? 'lab' : page, subject: subject ? decoded(subject) : undefined };
}

/** What somebody typed may be no address that we made: it is taken as it stands. */
function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

export function link(page: string, subject?: string): string {
  return `#/${page}${subject === undefined ? '' : `/${encodeURIComponent(subject)}`}`;
}
