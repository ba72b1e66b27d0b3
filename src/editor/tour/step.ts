// What a step of the tour is: something on the real window, said in a few sentences, and often something to do there.

export interface Step {
  readonly id: string;
  readonly title: string;
  /** Paragraphs; what stands between backticks is a key or a word on the screen. */
  readonly text: readonly string[];
  /** What the light falls on; undefined while it is not on the screen. */
  readonly target: () => Element | undefined;
  /** Beside its target, or at the lower edge of the canvas where the target is to be used. */
  readonly place: 'beside' | 'below';
  /** Makes the window what the step speaks of; run each time it is shown. */
  readonly begin?: () => void | Promise<void>;
  /** What the user may do; the tour does it for them where they press `label`. */
  readonly act?: { readonly label: string; readonly run: () => void };
  /** Whether it has been done, by whomever. */
  readonly done?: () => boolean;
  /** What then is said in place of the text. */
  readonly after?: readonly string[];
  /** The step puts the keyboard's focus where it is needed; else the tour's own card has it. */
  readonly keepsFocus?: boolean;
}

export const find = (selector: string): Element | undefined => document.querySelector(selector) ?? undefined;

/** A button of the header by the beginning of its words. */
export const headerButton = (...words: readonly string[]): Element | undefined =>
  [...document.querySelectorAll('header button')].find((button) => {
    const name = button.getAttribute('aria-label') ?? button.textContent ?? '';
    return words.some((word) => name.startsWith(word));
  });
