// SVG as text: elements and texts with everything escaped. Styles are attributes and nothing has an id, so that several
// pictures can stand in one page and no program that reads SVG needs a style sheet.
import { escapeMarkup } from '../../lib/escapeMarkup';
import { textWidth, type Weight } from '../../lib/textWidth';

export interface Picture {
  readonly svg: string;
  /** In pixels of the canvas. */
  readonly width: number;
  readonly height: number;
}

export type Attributes = Readonly<Record<string, string | number | undefined>>;

/** Without hinted ligatures Inter would draw the x of `3x3` as ×. */
export const fonts = '"Inter Variable", Inter, system-ui, sans-serif';

/** At most two decimals: a tenth of a pixel is not seen, and files stay small. */
export const figure = (value: number): string => String(Math.round(value * 100) / 100);

/** An element; `content` is markup already. Attributes that are undefined are left out. */
export function element(name: string, attributes: Attributes, content = ''): string {
  const written = Object.entries(attributes)
    .filter(([, value]) => value !== undefined)
    .map(
      ([key, value]) => ` ${key}="${typeof value === 'number' ? figure(value) : escapeMarkup(value ?? '')}"`,
    )
    .join('');
  return content === '' ? `<${name}${written}/>` : `<${name}${written}>${content}</${name}>`;
}

/** What a reader sees on hovering, and what a screen reader reads. */
export const titled = (title: string): string => `<title>${escapeMarkup(title)}</title>`;

export interface Written {
  readonly x: number;
  readonly y: number;
  readonly size: number;
  readonly fill: string;
  readonly weight?: Weight;
  readonly anchor?: 'start' | 'middle' | 'end';
  /** The width that it must not exceed; its letters are then drawn closer where another font is wider than Inter. */
  readonly room?: number;
}

export function writeText(text: string, { x, y, size, fill, weight = 400, anchor, room }: Written): string {
  const width = textWidth(text, size, weight);
  const tight = room !== undefined && width > 0.88 * room && width <= room;
  return element(
    'text',
    {
      x,
      y,
      'font-size': size,
      'font-weight': weight === 400 ? undefined : weight,
      'text-anchor': anchor === 'start' ? undefined : anchor,
      fill,
      textLength: tight ? width * 0.97 : undefined,
      lengthAdjust: tight ? 'spacingAndGlyphs' : undefined,
    },
    escapeMarkup(text),
  );
}
