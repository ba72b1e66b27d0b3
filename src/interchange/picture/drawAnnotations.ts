// Notes and frames of a picture. A picture has no Markdown: its text is written out plainly, its formulas as far as
// letters go.
import type { Annotation, AnnotationColour, Annotations } from '../../graph/annotations';
import type { Group } from '../../layers/contract';
import { fitText, textWidth } from '../../lib/textWidth';
import type { Box } from './boxes';
import type { Piece } from './drawStrips';
import { mix, type Palette } from './palette';
import { plainFormula } from './plainFormula';
import { element, titled, writeText } from './svg';

/** The canvas draws notes in the colours of these groups. */
const groupOf: Readonly<Record<AnnotationColour, Group>> = {
  grey: 'Input',
  blue: 'Convolution',
  green: 'Output',
  amber: 'Merge',
  pink: 'Activation',
  violet: 'Dense',
};

const size = 12;
const line = 16;
const titleSize = 13;
const pad = { x: 12, y: 8 } as const;

/** Frames lie below everything else, notes above the cards. `stretch`: by how much columns were moved apart. */
export function drawAnnotations(
  annotations: Annotations,
  stretch: number,
  palette: Palette,
): { readonly frames: readonly Piece[]; readonly notes: readonly Piece[] } {
  const draw = (type: Annotation['type']): readonly Piece[] =>
    [...annotations.values()]
      .filter((each) => each.type === type)
      .map((each) => drawOne(each, boxOf(each, stretch), palette));
  return { frames: draw('frame'), notes: draw('note') };
}

const boxOf = ({ at, width, height }: Annotation, stretch: number): Box => ({
  x: at.x * stretch,
  y: at.y,
  width: width * stretch,
  height,
});

function drawOne(annotation: Annotation, box: Box, palette: Palette): Piece {
  const colour = palette.groups[groupOf[annotation.colour]];
  const isFrame = annotation.type === 'frame';
  const title = isFrame ? annotation.title : '';
  const ground = element('rect', {
    ...box,
    rx: 8,
    fill: mix(colour, isFrame ? palette.paper : palette.surface, isFrame ? 0.07 : 0.1),
    stroke: mix(colour, palette.paper, 0.5),
  });
  const room = box.width - 2 * pad.x;
  const heading =
    title === ''
      ? ''
      : writeText(fitText(title, { size: titleSize, weight: 600, room }), {
          x: box.x + pad.x,
          y: box.y + pad.y + titleSize,
          size: titleSize,
          weight: 600,
          fill: palette.text,
          room,
        });
  const top = box.y + pad.y + (title === '' ? 0 : titleSize + 6);
  const lines = linesWithin(plainText(annotation.text), room, box.y + box.height - pad.y - top);
  const body = lines
    .map((each, i) =>
      writeText(each, { x: box.x + pad.x, y: top + size + i * line, size, fill: palette.text, room }),
    )
    .join('');
  const name = [title, plainText(annotation.text)].filter((part) => part !== '').join(': ');
  const svg = element(
    'g',
    { [isFrame ? 'data-frame' : 'data-note']: annotation.id },
    titled(name === '' ? annotation.type : name) + ground + heading + body,
  );
  return { box, svg };
}

/** Markdown without its signs; a formula that letters cannot say keeps its dollars, so that one sees that it is one. */
export function plainText(markdown: string): string {
  return markdown
    .replace(/\r/g, '')
    .replace(/^[ \t]*(?:```.*|\|?(?:\s*:?-+:?\s*\|)+\s*:?-*:?\s*)$/gm, '')
    .replace(/^[ \t]*#{1,6}\s+/gm, '')
    .replace(/^([ \t]*)[-*+]\s+\[x\]\s+/gim, '$1✓ ')
    .replace(/^([ \t]*)[-*+]\s+(?:\[ \]\s+)?/gm, '$1• ')
    .replace(/^[ \t]*> ?/gm, '')
    .replace(/\[([^\]]*)\]\([^)\s]*\)/g, '$1')
    .replace(/\*\*([^*]+)\*\*/g, '$1')
    .replace(/`([^`]*)`/g, '$1')
    .replace(/(\$\$?)([^$]+)\1/g, (typed, _, source: string) => plainFormula(source) ?? typed)
    .replace(/\n{3,}/g, '\n\n')
    .trim();
}

/** The text in lines that fit; where there are too many, the last ends in `…`. */
function linesWithin(text: string, room: number, height: number): readonly string[] {
  if (text === '') return [];
  const all = text.split('\n').flatMap((each) => wrapped(each, room));
  const most = Math.max(0, Math.floor(height / line));
  if (all.length <= most) return all;
  const kept = all.slice(0, most);
  const last = kept.pop();
  return last === undefined ? [] : [...kept, fitText(`${last} …`, { size, room })];
}

function wrapped(text: string, room: number): readonly string[] {
  const lines: string[] = [];
  let current = '';
  for (const word of text.split(/\s+/)) {
    const longer = current === '' ? word : `${current} ${word}`;
    if (current === '' || textWidth(longer, size) <= room) current = longer;
    else {
      lines.push(fitText(current, { size, room }));
      current = word;
    }
  }
  return [...lines, fitText(current, { size, room })];
}
