// What all cards of one canvas are drawn by, beside their own layer: the scale of its tensors, whether there is room for
// arithmetic, and whether they are seen from so far that little is told.
import { useStore as useFlowStore } from '@xyflow/react';
import { type ReactNode, useDeferredValue, useMemo, useState } from 'react';
import { useShapes } from '../../store/derive';
import { makeScaler, ScaleContext } from '../volume/TensorPicture';
import { ArithmeticContext, detailOf } from './detail';
import { makePlainness, PlainContext } from './plain';

export function CardContexts({ children }: { children: ReactNode }) {
  const [scaleOf] = useState(makeScaler);
  // Another scale draws every card anew, after those that an edit touched.
  const shapes = useDeferredValue(useShapes());
  const scale = useMemo(() => scaleOf(shapes), [scaleOf, shapes]);
  const roomy = useFlowStore((s) => detailOf(s.transform[2]) === 'full');
  const [plainness] = useState(makePlainness);
  return (
    <ScaleContext value={scale}>
      <ArithmeticContext value={roomy}>
        <PlainContext value={plainness}>{children}</PlainContext>
      </ArithmeticContext>
    </ScaleContext>
  );
}
