// Keeps the README's layer table and its example of a layer true: they are made from the registry and from the layer's
// file. `UPDATE_README=1` writes them anew.
import { readFileSync, writeFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { formatShape } from '../lib/format';
import { placeable } from './index';

const path = 'README.md';
const opening =
  '<!-- layers: this table is made from src/layers; `src/layers/readme.test.ts` keeps it true -->';
const closing = '<!-- /layers -->';

function table(): string {
  const rows = placeable.map((layer) => {
    const fields = Object.keys(layer.fields).map((name) => `\`${name}\``);
    const [example] = layer.examples;
    const shapes = example
      ? `${example.in.length > 0 ? `${example.in.map(formatShape).join(', ')} → ` : ''}${formatShape(example.out)}`
      : '';
    return `| ${layer.group} | **${layer.label}** (\`${layer.kind}\`) | ${layer.doc} | ${fields.join(', ') || 'none'} | ${shapes} |`;
  });
  return ['| group | layer | what it does | parameters | example |', '|---|---|---|---|---|', ...rows].join(
    '\n',
  );
}

it('the README’s layer table is the registry’s', () => {
  const text = readFileSync(path, 'utf8');
  const start = text.indexOf(opening) + opening.length;
  const end = text.indexOf(closing);
  expect(start).toBeGreaterThan(opening.length);
  const wanted = `\n${table()}\n`;
  if (process.env.UPDATE_README) writeFileSync(path, text.slice(0, start) + wanted + text.slice(end));
  else expect(text.slice(start, end)).toBe(wanted);
});

it('the README’s example of a layer is the file itself', () => {
  const text = readFileSync(path, 'utf8');
  const [, file = '', quoted] =
    /<!-- example: (\S+) -->\n```ts\n([\s\S]*?)```\n<!-- \/example -->/.exec(text) ?? [];
  const source = readFileSync(file, 'utf8');
  if (process.env.UPDATE_README)
    writeFileSync(
      path,
      text.replace(quoted ?? '', () => source),
    );
  else expect(quoted).toBe(source);
});
