/** Whether the agent serves another page than this one: it was renewed while this page stayed open. */

/** Built files have the hash of their content in their names. */
const OWN = document.querySelector<HTMLScriptElement>('script[type=module]')?.getAttribute('src');

/** False also when the agent does not answer: then nothing is known. */
export async function isOutdated(): Promise<boolean> {
  if (!OWN) return false;
  try {
    const answer = await fetch('./', { cache: 'no-store', credentials: 'same-origin' });
    return answer.ok && !(await answer.text()).includes(OWN);
  } catch {
    return false;
  }
}
