import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { groups } from '../../layers/contract';
import { mix, palettes } from './palette';

const sheet = readFileSync(new URL('../../editor/theme.css', import.meta.url), 'utf8');
const blocks = {
  light: sheet.slice(sheet.indexOf(':root {'), sheet.indexOf('[data-mantine-color-scheme="dark"]')),
  dark: sheet.slice(sheet.indexOf('[data-mantine-color-scheme="dark"]')),
};

const themes = ['light', 'dark'] as const;
const names = {
  text: 'text',
  dim: 'dim',
  wire: 'wire',
  wireSkip: 'wire-skip',
  border: 'border',
  outline: 'border-strong',
  surface: 'surface',
};
const meanings = {
  ok: 'ok',
  okSoft: 'ok-soft',
  bad: 'bad',
  badSoft: 'bad-soft',
  warn: 'warn',
  warnSoft: 'warn-soft',
};

it.each(themes)('has the canvas’s own colours: %s', (theme) => {
  const colourOf = (name: string) => new RegExp(`--${name}: (#[0-9a-f]{6});`).exec(blocks[theme])?.[1];
  const palette = palettes[theme];
  for (const group of groups)
    expect([group, palette.groups[group]]).toEqual([group, colourOf(`group-${group.toLowerCase()}`)]);
  for (const [ours, theirs] of Object.entries({ ...names, ...meanings }))
    expect([ours, palette[ours as keyof typeof names]]).toEqual([ours, colourOf(`cv-${theirs}`)]);
});

it('mixes channel by channel', () => {
  expect(mix('#ff0000', '#0000ff', 0)).toBe('#0000ff');
  expect(mix('#ff0010', '#00ff00', 0.5)).toBe('#808008');
});
