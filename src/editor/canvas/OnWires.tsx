// What is HTML on a wire: its shape's pill, its plus. Instead of React Flow's own `EdgeLabelRenderer`, each of which
// searches the page for its layer whenever anything on the canvas changes.
import { useStore as useFlowStore } from '@xyflow/react';
import type { ReactNode } from 'react';
import { createPortal } from 'react-dom';

/** Children lie over the wires, in canvas units. */
export function OnWires({ children }: { readonly children: ReactNode }) {
  const layer = useFlowStore((s) => layerIn(s.domNode));
  return layer ? createPortal(children, layer) : null;
}

const layers = new WeakMap<Element, Element>();

function layerIn(canvas: Element | null): Element | undefined {
  if (!canvas) return undefined;
  const known = layers.get(canvas);
  if (known) return known;
  const layer = canvas.querySelector('.react-flow__edgelabel-renderer');
  if (layer) layers.set(canvas, layer);
  return layer ?? undefined;
}
