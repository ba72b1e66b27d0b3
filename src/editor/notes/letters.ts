// How large a note's letters may become from afar, as names on cards do: as far as its text then still has room.

/** Letters fill lines, and lines the note: twice as large, a text takes four times the room, and a little for its breaks. */
const breaks = 0.95;
const most = 2.3;

/** Of a text that is `needed` high at its own size, in a note with `room` for it. */
export const lettersGrowth = (room: number, needed: number): number =>
  needed <= 0 ? 1 : Math.min(most, Math.max(1, breaks * Math.sqrt(room / needed)));

/** Measures a note's text at its own size, and says in its style how much larger its letters may become. */
export function makeLegible(body: HTMLElement, text: HTMLElement): void {
  body.style.removeProperty('--note-room');
  const { paddingTop, paddingBottom } = getComputedStyle(body);
  const room = body.clientHeight - Number.parseFloat(paddingTop) - Number.parseFloat(paddingBottom);
  body.style.setProperty('--note-room', lettersGrowth(room, text.offsetHeight).toFixed(3));
}
