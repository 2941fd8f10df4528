/** Topic filters of MQTT 3.1.1 (OASIS standard, section 4.7). */

/** True when `topic` is one of those that `filter` asks for: `+` stands for one level, a final `#` for any number. */
export function matchesFilter(filter: string, topic: string): boolean {
  const wanted = filter.split('/');
  const levels = topic.split('/');
  // Wildcards at the first level do not reach the broker's own topics ($SYS/...).
  if (topic.startsWith('$') && (wanted[0] === '+' || wanted[0] === '#')) return false;
  for (const [index, part] of wanted.entries()) {
    if (part === '#') return true;
    if (index >= levels.length || (part !== '+' && part !== levels[index])) return false;
  }
  return wanted.length === levels.length;
}
