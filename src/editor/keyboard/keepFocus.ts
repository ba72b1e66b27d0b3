// Whoever works with the keys never stands nowhere: where the control with the focus leaves the page or is switched off,
// the focus goes to what is nearest to its place, or back to where it was before. Parts that know better focus first.
import { stopsIn } from './stops';

/** A control, or a wire, which is drawn in SVG. */
type Focusable = HTMLElement | SVGElement;

interface Held {
  readonly element: Focusable;
  /** The ring was seen: it came here by the keys. */
  readonly seen: boolean;
  /** What it lies in, the innermost first; of these some outlive it. */
  readonly around: readonly Element[];
  place: DOMRect;
}

/** Milliseconds for the part itself to say where the focus goes, which some do once they are drawn anew. */
const patience = 80;
/** How far back “where it was before” goes. */
const remembered = 12;

const watched: MutationObserverInit = {
  childList: true,
  subtree: true,
  attributeFilter: ['disabled', 'tabindex'],
};

/** Watches over the focus until the answer is called; what the pointer has focused may lose it. */
export function keepFocus(firstOnCanvas: () => HTMLElement | undefined): () => void {
  let held: Held | undefined;
  let before: readonly Focusable[] = [];
  let waiting: ReturnType<typeof setTimeout> | undefined;

  const restore = () => {
    waiting = undefined;
    if (!held || !isLost(held.element)) return;
    const { element, around, place } = held;
    const canvas = around.find((part) => part.matches('main'));
    const back = before.filter(canHold);
    // What held it while its contents were switched off gives it back to them.
    const inner = back.find((one) => element.contains(one));
    const drawn = canvas && (back.find((one) => canvas.contains(one)) ?? firstOnCanvas());
    (inner ?? nearest(around, place) ?? drawn ?? back[0] ?? firstOnCanvas())?.focus();
  };
  // After every change: so no more is asked here than who has the focus.
  const look = () => {
    if (!held?.seen || waiting !== undefined || !mayBeLost(held.element)) return;
    waiting = setTimeout(restore, patience);
  };
  const focused = ({ target }: FocusEvent) => {
    if (!(target instanceof HTMLElement || target instanceof SVGElement)) return;
    if (held) before = [held.element, ...before.filter((one) => one !== target)].slice(0, remembered);
    const seen = target.matches(':focus-visible');
    held = { element: target, seen, around: ancestorsOf(target), place: target.getBoundingClientRect() };
    if (seen) changes.observe(document.body, watched);
  };
  const pressed = () => {
    if (held?.element.isConnected) held.place = held.element.getBoundingClientRect();
  };
  const pointed = () => {
    if (held) held = { ...held, seen: false };
    changes.disconnect();
  };
  const changes = new MutationObserver(look);
  const listening = new AbortController();
  const options = { capture: true, signal: listening.signal };
  document.addEventListener('focusin', focused, options);
  document.addEventListener('keydown', pressed, options);
  document.addEventListener('keyup', look, options);
  document.addEventListener('pointerdown', pointed, options);
  return () => {
    listening.abort();
    changes.disconnect();
    clearTimeout(waiting);
  };
}

function mayBeLost(element: Focusable): boolean {
  const { activeElement, body } = document;
  return activeElement === body || (activeElement === element && element.matches(offStage));
}

/** Nothing has the focus, and not because it was let go. */
const isLost = (element: Focusable): boolean => mayBeLost(element) && !canHold(element);

/** Some are a stop only for a while. */
const canHold = (element: Focusable): boolean =>
  element.isConnected &&
  element.checkVisibility() &&
  !element.matches(offStage) &&
  (element.tabIndex >= 0 || element.hasAttribute('tabindex'));

/** What is switched off keeps the focus for a while. */
const offStage = ':disabled, [inert] *';

function ancestorsOf(element: Element): readonly Element[] {
  const all: Element[] = [];
  // Dialogs, menus and notices share a portal, and have nothing else to do with one another.
  for (let at = element.parentElement; at && !at.matches('body, [data-portal]'); at = at.parentElement)
    all.push(at);
  return all;
}

/**
 * What is nearest in the innermost surroundings that are left and have something to focus, within one part of the window;
 * or what says `data-begin` there: the control that takes the place of others, or that one begins with. Among cards it is
 * the one that is chosen.
 */
function nearest(around: readonly Element[], place: DOMRect): HTMLElement | undefined {
  for (const part of around) {
    if (!part.isConnected) continue;
    // After a wire comes the card from which one went to it, not another wire.
    if (part.matches('.react-flow__edges')) return undefined;
    const stops = stopsIn(part);
    const first = stops.find((one) => one.matches('[data-begin], .react-flow__nodes > .selected'));
    if (first) return first;
    // All of a canvas: its cards come first, not what happens to lie near.
    if (part.closest('main') && part.querySelector('.react-flow')) return undefined;
    if (stops[0])
      return stops.reduce((best, one) => (gap(one, place) < gap(best, place) ? one : best), stops[0]);
    if (part.matches('header, aside, section, [role="dialog"], [role="complementary"]')) return undefined;
  }
  return undefined;
}

/** Pixels between a control and a place; none where they overlap. */
function gap(element: Element, place: DOMRect): number {
  const { left, right, top, bottom } = element.getBoundingClientRect();
  const across = Math.max(0, left - place.right, place.left - right);
  const down = Math.max(0, top - place.bottom, place.top - bottom);
  return Math.hypot(across, down);
}
