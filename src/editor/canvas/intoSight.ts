// How far the window onto the drawing must move for a card to be seen whole: within the canvas, and clear of what lies
// over it, such as the overview and the buttons.
import { overlap } from '../../lib/boxes';
import type { Box, Point } from '../../lib/turned';

/** Between a card and what would cover it, in pixels. */
const air = 8;

/**
 * By how much to move a card that lies within the canvas off what covers it, the shortest way: nothing where it is clear,
 * undefined where it lies outside or no such way leaves it within. All in pixels from the canvas's corner.
 */
export function wayIntoSight(
  card: Box,
  canvas: { readonly width: number; readonly height: number },
  covers: readonly Box[],
): Point | undefined {
  const within = ({ x, y, width, height }: Box): boolean =>
    x >= 0 && y >= 0 && x + width <= canvas.width && y + height <= canvas.height;
  const moved = ({ x, y }: Point): Box => ({ ...card, x: card.x + x, y: card.y + y });
  const clear = (box: Box, room: number): boolean => !covers.some((cover) => overlap(box, cover, room));
  if (!within(card)) return undefined;
  if (clear(card, 0)) return { x: 0, y: 0 };
  const ways = covers.flatMap((cover): readonly Point[] => [
    { x: cover.x - air - card.width - card.x, y: 0 },
    { x: cover.x + cover.width + air - card.x, y: 0 },
    { x: 0, y: cover.y - air - card.height - card.y },
    { x: 0, y: cover.y + cover.height + air - card.y },
  ]);
  return ways
    .filter((way) => within(moved(way)) && clear(moved(way), air - 1))
    .reduce<Point | undefined>((best, way) => (best && length(best) <= length(way) ? best : way), undefined);
}

const length = ({ x, y }: Point): number => Math.abs(x) + Math.abs(y);
