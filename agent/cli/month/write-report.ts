/** Shows a report on the terminal and, when asked, leaves it in a file whose name says the format. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import type { MonthReport } from './month-report.js';
import { monthSections } from './month-sections.js';
import { asHtml, asMarkdown, asText, type Sections } from './sections.js';

const FORMATS: Readonly<Record<string, (sections: Sections) => string>> = {
  md: asMarkdown,
  html: asHtml,
};

/** What a file name must end in. */
export const REPORT_ENDINGS = Object.keys(FORMATS);

export function endingOf(file: string): string {
  return file.slice(file.lastIndexOf('.') + 1).toLowerCase();
}

export function writeReport(
  report: MonthReport,
  { json = false, report: file }: { readonly json?: boolean; readonly report?: string },
): void {
  const sections = monthSections(report);
  process.stdout.write(json ? `${JSON.stringify(report, null, 2)}\n` : `${asText(sections)}\n`);
  if (file === undefined) return;
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, (FORMATS[endingOf(file)] ?? asMarkdown)(sections));
  process.stderr.write(`report   ${file}\n`);
}
