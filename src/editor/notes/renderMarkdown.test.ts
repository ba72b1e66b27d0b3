import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { renderMarkdown, toggleTask } from './renderMarkdown';

describe('renderMarkdown', () => {
  it('draws headings, lists, tables, code, bold, links and lists to tick', () => {
    const html = renderMarkdown(
      '# Why\n\n- **one**\n- [x] done\n- [ ] open\n\n`code`\n\n| a | b |\n|---|---|\n| 1 | 2 |\n\n[paper](https://arxiv.org/abs/1409.4842)',
    );
    for (const part of ['<h1>', '<li', '<strong>one</strong>', '<code>code</code>', '<table>', '<td>1</td>'])
      expect(html).toContain(part);
    expect(html.match(/type="checkbox"/g)).toHaveLength(2);
    expect(html.match(/checked="checked"/g)).toHaveLength(1);
    expect(html).toContain(
      'href="https://arxiv.org/abs/1409.4842" target="_blank" rel="noopener noreferrer"',
    );
  });

  it('draws formulas in a line and by themselves, readable for a screen reader too', () => {
    const html = renderMarkdown('With $y = F(x) + x$:\n\n$$\n\\frac{a}{b}\n$$');
    expect(html.match(/class="katex"/g)).toHaveLength(2);
    expect(html).toContain('katex-display');
    expect(html).toContain('<math');
  });

  it('leaves prices alone', () => {
    expect(renderMarkdown('It costs $5, then $ 6.')).not.toContain('katex');
  });

  it('shows the source of a formula that is none, with the reason', () => {
    const html = renderMarkdown('$\\frac{a}{$ and $\\nonsense$');
    expect(html).toContain('<code>\\nonsense</code>');
    expect(html).toContain('Not a formula: Undefined control sequence');
  });

  it.each([
    '<script>alert(1)</script>',
    '<img src=x onerror=alert(1)>',
    '![x](https://example.org/spy.png)',
    '[x](javascript:alert(1))',
    '[x](data:text/html,<script>alert(1)</script>)',
    '[x](file:///etc/passwd)',
    '$\\href{javascript:alert(1)}{x}$',
    '$\\includegraphics{https://example.org/spy.png}$',
    '$\\htmlData{onclick=alert(1)}{x}$',
    '$<img src=x onerror=alert(1)>$',
    '$\\undefined<img src=x onerror=alert(1)>$',
    '[<b onclick=alert(1)>](https://x.org "a\\" onmouseover=\\"alert(1)")',
  ])('lets nothing in that acts or fetches: %s', (text) => expectHarmless(renderMarkdown(text)));

  it('lets nothing in that acts or fetches, whatever the text', () => {
    const part = fc.constantFrom(
      '<',
      '>',
      '"',
      "'",
      '$',
      '$$',
      '`',
      '[',
      ']',
      '(',
      ')',
      '!',
      '\n',
      '\\',
      ' ',
      'script',
      'img src=x',
      'onerror=',
      'javascript:',
      'https://x.org',
      '\\href{',
      '}',
      '&lt;',
      '&#60;',
      '|',
      '- [ ] ',
      '```',
    );
    fc.assert(
      fc.property(fc.array(part, { maxLength: 30 }), (parts) =>
        expectHarmless(renderMarkdown(parts.join(''))),
      ),
      { numRuns: 1500 },
    );
  });
});

/** Every tag is one that Markdown or KaTeX makes, and no attribute acts or fetches. */
function expectHarmless(html: string): void {
  for (const [, name = '', attributes = ''] of html.matchAll(/<\/?([a-zA-Z][\w-]*)((?:"[^"]*"|[^>"])*)>/g)) {
    expect(harmless).toContain(name.toLowerCase());
    const bare = attributes.replace(/"[^"]*"/g, '""');
    expect(bare).not.toMatch(/\son\w+\s*=|\bsrc\s*=/i);
    const link = /href="([^"]*)"/.exec(attributes)?.[1];
    if (link !== undefined) expect(link).toMatch(/^(https?:|mailto:)/i);
  }
}

const harmless = [
  ...['p', 'a', 'b', 'em', 'strong', 'code', 'pre', 'ul', 'ol', 'li', 'br', 'hr', 'blockquote', 's'],
  ...['h1', 'h2', 'h3', 'h4', 'h5', 'h6', 'table', 'thead', 'tbody', 'tr', 'th', 'td', 'span', 'div'],
  ...['input', 'label', 'svg', 'path', 'line'],
  ...['math', 'semantics', 'mrow', 'mi', 'mo', 'mn', 'ms', 'mtext', 'mspace', 'annotation', 'mstyle'],
  ...[
    'msup',
    'msub',
    'msubsup',
    'mfrac',
    'msqrt',
    'mover',
    'munder',
    'munderover',
    'mpadded',
    'mtable',
    'mtr',
    'mtd',
  ],
];

describe('toggleTask', () => {
  const text = [
    '# To do',
    '- [ ] read [x] the paper',
    '  - [x] its tables',
    '> 1. [X] train',
    '',
    '```',
    '- [ ] code',
    '```',
    '* [ ] $a_{[x]}$',
  ].join('\n');

  it('turns the box of that number and no other sign of the text, and back again', () => {
    const count = renderMarkdown(text).match(/type="checkbox"/g)?.length ?? 0;
    expect(count).toBe(4);
    for (let box = 0; box < count; box += 1) {
      const once = toggleTask(text, box);
      const states = (html: string) =>
        [...html.matchAll(/<input[^>]*>/g)].map(([tag]) => tag.includes('checked'));
      const [before, after] = [states(renderMarkdown(text)), states(renderMarkdown(once?.text ?? ''))];
      expect(after).toEqual(before.map((checked, i) => (i === box ? !checked : checked)));
      expect(once?.checked).toBe(after[box]);
      expect(toggleTask(once?.text ?? '', box)?.text.toLowerCase()).toBe(text.toLowerCase());
      expect([...(once?.text ?? '')].filter((sign, i) => sign !== text[i])).toHaveLength(1);
    }
  });

  it('says what stands behind the box, and finds none where none is', () => {
    expect(toggleTask(text, 0)?.item).toBe('read [x] the paper');
    expect(toggleTask(text, 4)).toBeUndefined();
    expect(toggleTask('no box', 0)).toBeUndefined();
  });
});
