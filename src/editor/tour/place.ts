// Where the tour's card stands: beside what it speaks of, on the first side with room for it, and always in the window.

export interface Box {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
}

/** Pixels between the card and its target, and between the card and the window's edge. */
const gap = 12;

/** The card's upper left corner for its target; both in pixels of the window. */
export function placeCard(
  target: Box,
  card: Pick<Box, 'width' | 'height'>,
  window: Pick<Box, 'width' | 'height'>,
): { readonly left: number; readonly top: number } {
  const right = target.left + target.width;
  const bottom = target.top + target.height;
  const middle = target.left + target.width / 2 - card.width / 2;
  const level = target.top + target.height / 2 - card.height / 2;
  const sides = [
    { left: middle, top: bottom + gap, fits: bottom + card.height + 2 * gap <= window.height },
    { left: middle, top: target.top - gap - card.height, fits: target.top - card.height >= 2 * gap },
    { left: target.left - gap - card.width, top: level, fits: target.left - card.width >= 2 * gap },
    { left: right + gap, top: level, fits: right + card.width + 2 * gap <= window.width },
  ];
  const side = sides.find(({ fits }) => fits) ?? { left: middle, top: level };
  return {
    left: within(side.left, window.width - card.width - gap),
    top: within(side.top, window.height - card.height - gap),
  };
}

/**
 * At the lower edge of the canvas, in its middle: there what is above can be used. Where it would cover its target, as in a
 * small window, at the upper edge of the window, if it does not cover it there too.
 */
export function placeBelow(
  canvas: Box,
  card: Pick<Box, 'width' | 'height'>,
  window: Pick<Box, 'width' | 'height'>,
  target?: Box,
): { readonly left: number; readonly top: number } {
  const left = within(canvas.left + canvas.width / 2 - card.width / 2, window.width - card.width - gap);
  // Of a canvas that reaches beyond a small window, the lower edge that is seen.
  const top = within(canvas.top + canvas.height - card.height - 2 * gap, window.height - card.height - gap);
  const covers = (at: number) => target !== undefined && overlap({ left, top: at, ...card }, target) > gap;
  return { left, top: covers(top) && !covers(gap) ? gap : top };
}

/** Pixels by which one box reaches into another, the lesser way. */
function overlap(a: Box, b: Box): number {
  const across = Math.min(a.left + a.width, b.left + b.width) - Math.max(a.left, b.left);
  const down = Math.min(a.top + a.height, b.top + b.height) - Math.max(a.top, b.top);
  return Math.min(across, down);
}

const within = (value: number, most: number): number => Math.round(Math.max(gap, Math.min(value, most)));
