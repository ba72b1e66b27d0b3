// How each group of layers is told apart on screen: a colour and an icon, never the colour alone.
import {
  IconArrowMerge,
  IconArrowsMinimize,
  IconChartLine,
  IconComponents,
  IconDice5,
  IconDimensions,
  IconFilter,
  IconGrain,
  IconGrid4x4,
  IconNetwork,
  IconPhoto,
  IconQuestionMark,
  IconScale,
  IconTags,
  type TablerIcon,
} from '@tabler/icons-react';
import type { Group } from '../layers/contract';

const icons: Record<Group, TablerIcon> = {
  Input: IconPhoto,
  Convolution: IconGrid4x4,
  Pooling: IconArrowsMinimize,
  Shape: IconDimensions,
  Dense: IconNetwork,
  Merge: IconArrowMerge,
  Activation: IconChartLine,
  Normalisation: IconScale,
  Regularisation: IconGrain,
  Generative: IconDice5,
  Output: IconTags,
  Module: IconComponents,
  Unknown: IconQuestionMark,
};

/** The bottleneck has an icon of its own, because what it does is not what its group does. */
export const iconOf = (group: Group, kind: string): TablerIcon =>
  kind === 'bottleneck' ? IconFilter : icons[group];

/** A CSS colour, for light and dark. */
export const colourOf = (group: Group): string => `var(--group-${group.toLowerCase()})`;
