// What was chosen for the last exported picture, which the browser remembers for the next one.
import { details } from '../../interchange/picture/cardText';

export const formats = ['svg', 'png', 'pdf'] as const;
export const scales = [1, 2, 4] as const;
export const colourings = ['light', 'dark', 'grey'] as const;

export interface Choice {
  readonly format: (typeof formats)[number];
  /** Pixels of a PNG for each of the canvas. */
  readonly scale: (typeof scales)[number];
  /** `grey`: black on white without a colour, for print. */
  readonly colours: (typeof colourings)[number];
  readonly transparent: boolean;
  readonly detail: (typeof details)[number];
  readonly titled: boolean;
  /** Modules are drawn as what is in them. */
  readonly unfolded: boolean;
}

const key = 'convas.picture';
const usual: Choice = {
  format: 'svg',
  scale: 2,
  colours: 'light',
  transparent: false,
  detail: 'costs',
  titled: false,
  unfolded: false,
};

/** The last choice, as far as it is still one; modules are folded at first. */
export function lastChoice(): Choice {
  const kept = read();
  const oneOf = <T>(all: readonly T[], name: keyof Choice, otherwise: T): T =>
    all.find((each) => each === kept[name]) ?? otherwise;
  return {
    format: oneOf(formats, 'format', usual.format),
    scale: oneOf(scales, 'scale', usual.scale),
    colours: oneOf(colourings, 'colours', usual.colours),
    transparent: kept.transparent === true,
    detail: oneOf(details, 'detail', usual.detail),
    titled: kept.titled === true,
    unfolded: false,
  };
}

function read(): Partial<Record<keyof Choice, unknown>> {
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(key) ?? '{}');
    return typeof kept === 'object' && kept !== null ? kept : {};
  } catch {
    // Storage that is switched off, or text that is not ours.
    return {};
  }
}

export function rememberChoice(choice: Choice): void {
  try {
    localStorage.setItem(key, JSON.stringify(choice));
  } catch {
    // Then nothing is remembered.
  }
}
