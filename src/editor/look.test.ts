// What LOOK.md promises, held against every stylesheet: no size, corner or colour comes from anywhere but the scales.
import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';

const root = new URL('../', import.meta.url).pathname;

interface Declared {
  readonly file: string;
  readonly property: string;
  readonly value: string;
}

const sheets = ['editor', 'charts'].flatMap((room) =>
  readdirSync(`${root}${room}`, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.css'))
    .map((name) => `${room}/${name}`),
);

const declarations: readonly Declared[] = sheets.flatMap((file) => {
  const text = readFileSync(root + file, 'utf8').replaceAll(/\/\*[\s\S]*?\*\//g, '');
  return [...text.matchAll(/(?<=[{;]\s*)([\w-]+):\s*([^;{}]+);/g)].map(([, property = '', value = '']) => ({
    file,
    property,
    value: value.trim(),
  }));
});

const written = ({ file, property, value }: Declared): string => `${file}: ${property}: ${value}`;

/** Cards are drawn in the drawing's own units, enlarged or made small by the zoom; the rest stands for itself. */
const exceptions: Readonly<Record<'font-size' | 'border-radius', readonly string[]>> = {
  'font-size': [
    'editor/canvas/LayerNode.module.css: font-size: 8px',
    'editor/canvas/LayerNode.module.css: font-size: 10px',
    // A matrix in a narrow panel, whose heads would else not stand over their columns.
    'charts/ConfusionMatrix.module.css: font-size: 9.5px',
    // The one figure that a training is about.
    'editor/run/RunDock.module.css: font-size: 26px',
  ],
  'border-radius': [
    // A port is a pill that leads out of the module.
    'editor/canvas/LayerNode.module.css: border-radius: 20px',
    'editor/canvas/LayerNode.module.css: border-radius: 20px 0 0 20px',
  ],
};

describe('the look', () => {
  it('reads every stylesheet', () => {
    expect(sheets.length).toBeGreaterThan(40);
    expect(declarations.length).toBeGreaterThan(2000);
  });

  it('writes in five sizes', () => {
    const stray = declarations
      .filter(({ property, value }) => property === 'font-size' && /^[\d.]+px$/.test(value))
      .filter(({ value }) => !['11px', '12px', '13px', '14px', '16px'].includes(value))
      .map(written)
      .filter((line) => !exceptions['font-size'].includes(line));
    expect(stray).toEqual([]);
  });

  it('rounds corners by 2, 4, 6 or 8 pixels, or wholly', () => {
    const stray = declarations
      .filter(({ property }) => property === 'border-radius')
      .filter(({ value }) =>
        value
          .split(/\s+/)
          .some((part) => !['0', '2px', '4px', '6px', '8px', '50%', '999px', 'inherit'].includes(part)),
      )
      .filter(({ value }) => !value.startsWith('var('))
      .map(written)
      .filter((line) => !exceptions['border-radius'].includes(line));
    expect(stray).toEqual([]);
  });

  it('takes colours from the theme; a colour by itself stands only where schemes or charts are defined', () => {
    const defining = [
      'editor/theme.css',
      'editor/costs/heat.css',
      // Paper is white, and ink is black.
      'editor/show/print.css',
      'charts/LineChart.module.css',
      'charts/ConfusionMatrix.module.css',
      'charts/flow/GradientFlow.module.css',
    ];
    const stray = declarations
      .filter(({ file }) => !defining.includes(file))
      // What a chart falls back to where the theme is missing is no colour of its own.
      .filter(({ value }) => /#[\da-f]{3,8}\b|\b(rgb|hsl|oklch)a?\(/i.test(withoutFallbacks(value)))
      .map(written);
    expect(stray).toEqual([]);
  });

  it('floats by the shadows of the theme', () => {
    const stray = declarations
      .filter(({ property, value }) => property === 'box-shadow' && value !== 'none')
      // Rings and lines are drawn as shadows too; they have no blur.
      .filter(
        ({ value }) => !value.includes('var(--cv-shadow') && /\d+px \d+px [1-9]\d*px(?! var)/.test(value),
      )
      .map(written)
      .filter((line) => !/0 0 0 \d/.test(line));
    expect(stray).toEqual([]);
  });

  it('moves only where motion is not unwelcome', () => {
    const unasked = sheets.filter((file) => {
      const text = readFileSync(root + file, 'utf8');
      return (
        /\b(transition|animation):/.test(text) && !text.includes('prefers-reduced-motion: no-preference')
      );
    });
    expect(unasked).toEqual([]);
  });
});

const withoutFallbacks = (value: string): string =>
  value.replaceAll(/var\(--[\w-]+,\s*(#\w+|\w+\([^)]*\))\)/g, '');
