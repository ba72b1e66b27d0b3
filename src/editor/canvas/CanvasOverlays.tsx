// What lies over the drawing: controls, legends, and what a gesture or an operation has to say. Fetched after the cards.
import { ArrangeProgress } from '../arrange/ArrangeProgress';
import { TintLegend } from '../costs/TintLegend';
import { Breadcrumb } from './Breadcrumb';
import { CanvasControls } from './CanvasControls';
import { EmptyCanvas } from './EmptyCanvas';
import { RefusedWire } from './RefusedWire';
import { WireHint } from './WireHint';

/** Within React Flow, whose state they read. */
export const WithinFlow = () => (
  <>
    <CanvasControls />
    <TintLegend />
    <WireHint />
  </>
);

/** Beside it, over the whole canvas. */
export const AboveFlow = ({ empty }: { readonly empty: boolean }) => (
  <>
    {empty && <EmptyCanvas />}
    <Breadcrumb />
    <RefusedWire />
    <ArrangeProgress />
  </>
);
