// Words that come up where one points or where the focus is, on what the canvas shows from the first; Mantine's tooltip,
// fetched after the canvas.
import { laterRound } from './later';

export const Hint = laterRound(() => import('./HintTooltip').then((module) => module.HintTooltip));
