// How training images are changed, in a few words, for forms, lists of runs and reports.
import type { RunSettings } from '../training/protocol';

const percent = (share: number): string => `${Number((share * 100).toFixed(1))} %`;

/** `mirror, shift 4 px, cut out 8 px`, or `off`. */
export function augmentationWords(augment: RunSettings['augment']): string {
  if (!augment) return 'off';
  const { mirror, shift, rotation = 0, shiftFill, brightness, contrast, cutout } = augment;
  return [
    ...(mirror ? ['mirror'] : []),
    ...(shift > 0 ? [`shift ${shift} px`] : []),
    ...(rotation > 0 ? [`rotate ${rotation}°`] : []),
    ...(shiftFill === 'edge' && (shift > 0 || rotation > 0) ? ['edges go on'] : []),
    ...(brightness > 0 ? [`brightness ${percent(brightness)}`] : []),
    ...(contrast > 0 ? [`contrast ${percent(contrast)}`] : []),
    ...(cutout > 0 ? [`cut out ${cutout} px`] : []),
  ].join(', ');
}
