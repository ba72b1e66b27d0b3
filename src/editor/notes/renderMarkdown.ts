// Markdown with formulas as HTML; loaded only where a note is shown. Safe by construction: HTML in the text is shown as
// text, pictures are not fetched, links lead to http(s) and mail alone and open elsewhere, and KaTeX trusts nothing.
import 'katex/dist/katex.min.css';
import { tasklist } from '@mdit/plugin-tasklist';
import { tex } from '@mdit/plugin-tex';
import katex from 'katex';
import MarkdownIt from 'markdown-it';

const markdown = new MarkdownIt({ html: false, linkify: false, breaks: true })
  .disable('image')
  .use(tex, { render: renderFormula })
  .use(tasklist, { disabled: false, label: false });

markdown.validateLink = (url) => /^(https?:|mailto:)/i.test(url.trim());

markdown.renderer.rules.link_open = (tokens, index, options, _env, self) => {
  const token = tokens[index];
  token?.attrSet('target', '_blank');
  token?.attrSet('rel', 'noopener noreferrer');
  return self.renderToken(tokens, index, options);
};

// The plugin's ids are unique in one text alone, and several are on a page.
markdown.renderer.rules.checkbox_input = (tokens, index, options, _env, self) => {
  const token = tokens[index];
  if (token) token.attrs = (token.attrs ?? []).filter(([name]) => name !== 'id');
  return self.renderToken(tokens, index, options);
};

/** The HTML of a text; it can be put into a page as it is. */
export const renderMarkdown = (text: string): string => markdown.render(text);

export interface Toggled {
  readonly text: string;
  readonly checked: boolean;
  /** What stands behind the box, as it is written. */
  readonly item: string;
}

/** The text with its box of that number, from 0 on, ticked or no longer; undefined where it has no such box. */
export function toggleTask(text: string, box: number): Toggled | undefined {
  const boxes = markdown
    .parse(text, {})
    .filter(({ children }) => children?.some(({ type }) => type === 'checkbox_input'));
  const line = boxes[box]?.map?.[0];
  const lines = text.split('\n');
  const parts = line === undefined ? null : /^(.*?\[)([ xX\u00a0])(\].)(.*)$/.exec(lines[line] ?? '');
  if (line === undefined || !parts) return undefined;
  const [, before = '', mark = '', after = '', item = ''] = parts;
  const checked = mark.toLowerCase() !== 'x';
  lines[line] = `${before}${checked ? 'x' : ' '}${after}${item}`;
  return { text: lines.join('\n'), checked, item: item.trim() };
}

/** A formula, or its source and why it is none. */
function renderFormula(source: string, displayMode: boolean): string {
  try {
    return katex.renderToString(source, {
      displayMode,
      throwOnError: true,
      trust: false,
      strict: 'ignore',
      maxSize: 20,
      maxExpand: 500,
    });
  } catch (error) {
    const { escapeHtml } = markdown.utils;
    return `<span class="formula-error"><code>${escapeHtml(source)}</code> <span>${escapeHtml(reasonOf(error))}</span></span>`;
  }
}

/** KaTeX's reason without the place, which it counts in signs, and the text again. */
function reasonOf(error: unknown): string {
  const message = error instanceof Error ? error.message : String(error);
  const reason = message
    .replace(/^KaTeX parse error:\s*/, '')
    .replace(/\s+at (position \d+|end of input):.*$/s, '');
  return `Not a formula: ${reason}.`;
}
