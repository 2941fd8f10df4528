/** A report in sections, and the three ways to write it: for a terminal, as Markdown, as a page of HTML. */
import { formatTable, type Column } from '../table.js';

export interface Section {
  readonly title: string;
  /** Sentences, one a line. */
  readonly lines?: readonly string[];
  readonly table?: { readonly columns: readonly Column[]; readonly rows: readonly (readonly string[])[] };
}

export interface Sections {
  readonly title: string;
  readonly sections: readonly Section[];
}

export function asText({ title, sections }: Sections): string {
  const parts = sections.map(({ title: heading, lines = [], table }) => {
    const body = [...lines, ...(table ? [formatTable(table.columns, table.rows)] : [])].join('\n');
    return `${heading}\n${body.replace(/^/gm, '  ')}`;
  });
  return [title, ...parts].join('\n\n');
}

export function asMarkdown({ title, sections }: Sections): string {
  const parts = sections.map(({ title: heading, lines = [], table }) =>
    [`## ${heading}`, ...lines.map((line) => `- ${line}`), table ? markdownTable(table) : '']
      .filter((part) => part !== '')
      .join('\n\n')
      .replace(/\n\n- /g, '\n- ')
      .replace(`## ${heading}\n- `, `## ${heading}\n\n- `),
  );
  return `${[`# ${title}`, ...parts].join('\n\n')}\n`;
}

function markdownTable({ columns, rows }: NonNullable<Section['table']>): string {
  const line = (cells: readonly string[]): string =>
    `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`;
  const rule = columns.map(({ align }) => (align === 'right' ? '--:' : '---'));
  return [line(columns.map((column) => column.title)), line(rule), ...rows.map(line)].join('\n');
}

export function asHtml({ title, sections }: Sections): string {
  const parts = sections.map(({ title: heading, lines = [], table }) => {
    const list = lines.map((line) => `<li>${escaped(line)}</li>`).join('');
    return `<h2>${escaped(heading)}</h2>${list && `<ul>${list}</ul>`}${table ? htmlTable(table) : ''}`;
  });
  return `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><title>${escaped(title)}</title>
<style>${STYLE}</style></head>
<body><h1>${escaped(title)}</h1>
${parts.join('\n')}
</body></html>
`;
}

const STYLE =
  'body{font:15px/1.5 system-ui,sans-serif;max-width:70rem;margin:2rem auto;padding:0 1rem}' +
  'table{border-collapse:collapse}td,th{padding:.2rem .7rem;border-bottom:1px solid #ccc;text-align:left}' +
  '.right{text-align:right;font-variant-numeric:tabular-nums}';

function htmlTable({ columns, rows }: NonNullable<Section['table']>): string {
  const line = (tag: 'td' | 'th', cells: readonly string[]): string =>
    `<tr>${cells.map((cell, c) => `<${tag}${columns[c]?.align === 'right' ? ' class="right"' : ''}>${escaped(cell)}</${tag}>`).join('')}</tr>`;
  const head = line(
    'th',
    columns.map((column) => column.title),
  );
  return `<table>${head}${rows.map((row) => line('td', row)).join('')}</table>`;
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}
