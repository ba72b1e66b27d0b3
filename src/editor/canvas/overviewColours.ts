// The colours of the drawing's overview: a card by its group, or as one that does not fit.
import { layerOf } from '../../layers/index';
import type { LayerFlowNode } from '../flow';
import { colourOf } from '../groups';
import { isAnnotationNode } from '../notes/annotationFlow';
import { colourOfAnnotation } from '../notes/colours';
import type { DrawnNode } from './useFlowState';

export const minimapColour = (node: DrawnNode): string =>
  isAnnotationNode(node)
    ? `color-mix(in srgb, ${colourOfAnnotation(node.data.annotation.colour)} 22%, transparent)`
    : minimapColourOf(node);

const minimapColourOf = ({ data }: LayerFlowNode): string =>
  data.shape.state === 'misfit' ? 'var(--cv-bad)' : colourOf(layerOf(data.shape.node.kind).group);

/** What is selected has a border that tells it from all others. */
export const minimapEdge = ({ selected }: Pick<DrawnNode, 'selected'>): string =>
  selected ? 'var(--cv-text)' : 'transparent';

export const maskColour = 'color-mix(in srgb, var(--cv-canvas) 65%, transparent)';
export const overviewLabel = 'Overview of the drawing';
