import { expect, it } from 'vitest';
import { escapeMarkup } from './escapeMarkup';

it('escapes what markup gives a meaning', () => {
  expect(escapeMarkup(`<script>"&'</script>`)).toBe('&lt;script&gt;&quot;&amp;&#39;&lt;/script&gt;');
});

it('leaves every other letter alone, of whatever script', () => {
  expect(escapeMarkup('שכבה 層 é 🙂\n')).toBe('שכבה 層 é 🙂\n');
});

it('replaces what no XML document may hold', () => {
  expect(escapeMarkup('a\u0000b\u001fc\ud800d\udc00e\uffffz')).toBe('a�b�c�d�e�z');
});
