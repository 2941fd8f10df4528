import { describe, expect, it } from '@jest/globals';
import { asHtml, asMarkdown, asText } from '../../../../agent/cli/month/sections.js';

const REPORT = {
  title: 'A <lab>',
  sections: [
    { title: 'Words', lines: ['one & two', 'three'] },
    {
      title: 'Numbers',
      table: {
        columns: [{ title: 'cause' }, { title: 'n', align: 'right' as const }],
        rows: [['a|b', '1']],
      },
    },
  ],
};

describe('a report in sections', () => {
  it('is plain text on a terminal', () => {
    expect(asText(REPORT)).toBe(
      'A <lab>\n\nWords\n  one & two\n  three\n\nNumbers\n  cause  n\n  -----  -\n  a|b    1',
    );
  });

  it('is a list and a table in Markdown, where a bar in a cell does not end it', () => {
    expect(asMarkdown(REPORT)).toBe(
      '# A <lab>\n\n## Words\n\n- one & two\n- three\n\n## Numbers\n\n| cause | n |\n| --- | --: |\n| a\\|b | 1 |\n',
    );
  });

  it('is a page in HTML, where no text is taken for markup', () => {
    const page = asHtml(REPORT);
    expect(page).toContain('<h1>A &lt;lab&gt;</h1>');
    expect(page).toContain('<li>one &amp; two</li>');
    expect(page).toContain('<td class="right">1</td>');
  });
});
