// What all cards of one canvas are drawn by, beside their own layer: the scale of its tensors, and whether there is room
// for arithmetic.
import { useStore as useFlowStore } from '@xyflow/react';
import { type ReactNode, useDeferredValue, useMemo, useState } from 'react';
import { useShapes } from '../../store/derive';
import { makeScaler, ScaleContext } from '../volume/TensorPicture';
import { ArithmeticContext, detailOf } from './detail';

export function CardContexts({ children }: { children: ReactNode }) {
  const [scaleOf] = useState(makeScaler);
  // Another scale draws every card anew, after those that an edit touched.
  const shapes = useDeferredValue(useShapes());
  const scale = useMemo(() => scaleOf(shapes), [scaleOf, shapes]);
  const roomy = useFlowStore((s) => detailOf(s.transform[2]) === 'full');
  return (
    <ScaleContext value={scale}>
      <ArithmeticContext value={roomy}>{children}</ArithmeticContext>
    </ScaleContext>
  );
}
