// Where the arrow keys lead in the gallery: from the search field into the cards, among them as they stand on the
// screen, and back. Letters typed on a card go on with the search.
import type { KeyboardEvent } from 'react';

export const cardSelector = 'button[data-template]';

/** The element to focus, or undefined where the key means something else. */
export function nextCard(
  event: KeyboardEvent,
  search: HTMLElement | null,
  list: HTMLElement | null,
): HTMLElement | undefined {
  if (event.ctrlKey || event.metaKey || event.altKey || !list || !search) return undefined;
  const cards = [...list.querySelectorAll<HTMLElement>(cardSelector)];
  if (event.target === search) {
    const selected = cards.find((card) => card.getAttribute('aria-current') === 'true');
    return event.key === 'ArrowDown' ? (selected ?? cards[0]) : undefined;
  }
  const at = cards.indexOf(event.target as HTMLElement);
  if (at === -1) return undefined;
  switch (event.key) {
    case 'ArrowRight':
      return cards[at + 1];
    case 'ArrowLeft':
      return cards[at - 1] ?? search;
    case 'ArrowDown':
      return inNextRow(cards.slice(at), 1);
    case 'ArrowUp':
      return inNextRow(cards.slice(0, at + 1).reverse(), -1) ?? search;
    case 'Home':
      return cards[0];
    case 'End':
      return cards.at(-1);
    default:
      return event.key.length === 1 && event.key !== ' ' ? search : undefined;
  }
}

/** Of the cards of the next row, the one nearest in column; `cards` begins with the present one. */
function inNextRow([from, ...cards]: readonly HTMLElement[], sign: 1 | -1): HTMLElement | undefined {
  if (!from) return undefined;
  const here = from.getBoundingClientRect();
  const boxes = cards.map((card) => ({ card, box: card.getBoundingClientRect() }));
  const row = boxes.find(({ box }) => sign * (box.top - here.top) > here.height / 2)?.box.top;
  const inRow = boxes.filter(({ box }) => row !== undefined && Math.abs(box.top - row) < here.height / 2);
  inRow.sort((a, b) => Math.abs(a.box.left - here.left) - Math.abs(b.box.left - here.left));
  return inRow[0]?.card;
}
