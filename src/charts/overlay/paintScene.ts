// The scene of several runs on a canvas: the only part of the overlay that draws. Colours come from the page's custom
// properties, which a canvas cannot read by itself.
import { markerPath, runColour, runDash, runMarker, type Theme } from './palette';
import type { Scene } from './scene';
import { type Dot, type EndMark, opacityOf, type Stroke, strokeLooks } from './strokes';

export interface Ink {
  readonly theme: Theme;
  readonly axis: string;
  readonly grid: string;
  readonly mark: string;
  readonly frame: string;
  readonly surface: string;
}

/** The colours that hold where the element stands. */
export function readInk(element: Element): Ink {
  const style = getComputedStyle(element);
  const read = (name: string) => style.getPropertyValue(name).trim() || '#888888';
  const scheme = element.ownerDocument.documentElement.dataset.mantineColorScheme;
  return {
    theme: scheme === 'dark' ? 'dark' : 'light',
    axis: read('--overlay-axis'),
    grid: read('--overlay-grid'),
    mark: read('--overlay-mark'),
    frame: read('--overlay-frame'),
    surface: read('--overlay-surface'),
  };
}

export const axisFont = '11px "Inter Variable", system-ui, sans-serif';

/** Clears the canvas, which is `width` × `height` CSS pixels at `ratio` device pixels each, and draws all of it. */
export function paintScene(
  context: CanvasRenderingContext2D,
  scene: Scene,
  ink: Ink,
  { width, height, ratio }: { readonly width: number; readonly height: number; readonly ratio: number },
): void {
  const { box } = scene;
  context.setTransform(ratio, 0, 0, ratio, 0, 0);
  context.clearRect(0, 0, width, height);
  paintAxes(context, scene, ink);
  context.save();
  context.beginPath();
  context.rect(box.left, box.top, box.right - box.left, box.bottom - box.top);
  context.clip();
  for (const { colour, points } of scene.areas) {
    trace(context, points);
    context.globalAlpha = 0.12;
    context.fillStyle = runColour(colour, ink.theme);
    context.fill();
  }
  context.lineJoin = 'round';
  for (const stroke of scene.strokes) paintStroke(context, stroke, ink.theme);
  context.restore();
  for (const dot of scene.dots) paintDot(context, dot, ink);
  for (const end of scene.ends) paintEnd(context, end, ink);
}

/** On whole device pixels, so that hair lines are sharp. */
const crisp = (at: number): number => Math.round(at) + 0.5;

function paintAxes(context: CanvasRenderingContext2D, scene: Scene, ink: Ink): void {
  const { box, xTicks, yTicks, epochs } = scene;
  context.lineWidth = 1;
  const rules = (colour: string, draw: () => void) => {
    context.beginPath();
    context.strokeStyle = colour;
    draw();
    context.stroke();
  };
  rules(ink.grid, () => {
    for (const { px } of yTicks) {
      context.moveTo(box.left, crisp(px));
      context.lineTo(box.right, crisp(px));
    }
  });
  context.setLineDash([3, 3]);
  rules(ink.mark, () => {
    for (const px of epochs) {
      context.moveTo(crisp(px), box.top);
      context.lineTo(crisp(px), box.bottom);
    }
  });
  context.setLineDash([]);
  rules(ink.frame, () => {
    context.moveTo(box.left, crisp(box.bottom));
    context.lineTo(box.right, crisp(box.bottom));
  });
  context.font = axisFont;
  context.fillStyle = ink.axis;
  context.textBaseline = 'top';
  for (const { px, text } of xTicks) {
    // A label at the end of the axis would hang over the edge.
    const half = context.measureText(text).width / 2;
    context.textAlign = 'center';
    context.fillText(text, Math.min(px, box.right + 8 - half), box.bottom + 5);
  }
  context.textAlign = 'right';
  context.textBaseline = 'middle';
  for (const { px, text } of yTicks) context.fillText(text, box.left - 6, px);
}

function trace(context: CanvasRenderingContext2D, points: Float64Array): void {
  context.beginPath();
  for (let i = 0; i + 1 < points.length; i += 2) {
    if (i === 0) context.moveTo(points[0] ?? 0, points[1] ?? 0);
    else context.lineTo(points[i] ?? 0, points[i + 1] ?? 0);
  }
}

function paintStroke(context: CanvasRenderingContext2D, stroke: Stroke, theme: Theme): void {
  context.globalAlpha = opacityOf(stroke);
  trace(context, stroke.points);
  if (stroke.filled) {
    context.fillStyle = runColour(stroke.colour, theme);
    context.fill();
    return;
  }
  context.lineWidth = strokeLooks[stroke.part].width;
  context.strokeStyle = runColour(stroke.colour, theme);
  context.setLineDash(stroke.dashed ? [...runDash(stroke.colour)] : []);
  context.stroke();
  context.setLineDash([]);
}

function paintDot(context: CanvasRenderingContext2D, { x, y, colour }: Dot, ink: Ink): void {
  const path = new Path2D();
  path.addPath(new Path2D(markerPath(runMarker(colour), 3)), new DOMMatrix([1, 0, 0, 1, x, y]));
  context.fillStyle = ink.surface;
  context.fill(path);
  context.lineWidth = 1.5;
  context.strokeStyle = runColour(colour, ink.theme);
  context.stroke(path);
}

/** A cross where a run failed, a bar where it was ended otherwise; edged with the surface, to stand out from lines. */
function paintEnd(context: CanvasRenderingContext2D, { x, y, colour, state }: EndMark, ink: Ink): void {
  const r = state === 'failed' ? 4.5 : 5;
  context.beginPath();
  if (state === 'failed') {
    context.moveTo(x - r, y - r);
    context.lineTo(x + r, y + r);
    context.moveTo(x - r, y + r);
    context.lineTo(x + r, y - r);
  } else {
    context.moveTo(x, y - r);
    context.lineTo(x, y + r);
  }
  context.lineCap = 'round';
  context.strokeStyle = ink.surface;
  context.lineWidth = 5;
  context.stroke();
  context.strokeStyle = runColour(colour, ink.theme);
  context.lineWidth = 2.25;
  context.stroke();
  context.lineCap = 'butt';
}
