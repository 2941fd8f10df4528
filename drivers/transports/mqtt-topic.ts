/** Topics and topic filters of MQTT 3.1.1 (OASIS standard, sections 1.5.3 and 4.7). */

/** Separators, wildcards, and characters for which a broker may cut off whoever sends them. */
const NO_PART_OF_A_LEVEL = /[/+#\p{Cc}\p{Noncharacter_Code_Point}]/gu;

/** Text of others, such as the name of a sensor, as one level of a topic: what none may hold becomes a point. */
export function topicLevel(text: string): string {
  return text.replaceAll(NO_PART_OF_A_LEVEL, '.');
}

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
