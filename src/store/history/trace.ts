// A run's curves as they are kept: columns of numbers instead of objects, a quarter of the size and read back in one
// piece. A long trace lies in several chunks, so that a run in training appends to it and rewrites only the last.
import type {
  ActivationFigures,
  BatchPoint,
  GradientNorms,
  HeldOutPoint,
  InsightPoint,
  Watched,
} from '../../training/protocol';
import type { RunTrace } from '../../training/record';

/** Points of a curve; `heads` holds loss and metric of every head, point after point. */
interface Series {
  readonly headCount: number;
  readonly step: Float64Array;
  readonly loss: Float64Array;
  readonly elapsed: Float64Array;
  readonly heads: Float64Array;
}

/**
 * Looks into the network. They were measured in 32 bits and are kept so. `counts`: layers with norms and layers with
 * activations, of each look; `norms`: gradient, update and weight of each; `figures`: mean, deviation and dead share,
 * the last counting only where `judged` is 1.
 */
interface Looks {
  readonly step: Float64Array;
  readonly counts: Uint32Array;
  readonly norms: Float32Array;
  readonly figures: Float32Array;
  readonly judged: Uint8Array;
}

export interface TraceChunk {
  readonly format: 1;
  readonly batches: Series;
  readonly heldOut: Series;
  readonly insights: Looks;
  readonly watched?: Watched;
}

/** Columns of a part of a trace. Steps, losses, metrics and times come back bit by bit. */
export const encodeTrace = ({ batches, heldOut, insights, watched }: RunTrace): TraceChunk => ({
  format: 1,
  batches: encodeSeries(batches),
  heldOut: encodeSeries(heldOut),
  insights: encodeLooks(insights),
  ...(watched ? { watched } : {}),
});

/** The trace that the chunks make, in their order; what is no chunk is passed over. */
export function decodeTrace(chunks: readonly unknown[]): RunTrace {
  const read = chunks.filter(isChunk);
  const watched = read.findLast((chunk) => chunk.watched)?.watched;
  return {
    batches: read.flatMap((chunk) => decodeSeries(chunk.batches)),
    heldOut: read.flatMap((chunk) => decodeSeries(chunk.heldOut)),
    insights: read.flatMap((chunk) => decodeLooks(chunk.insights)),
    ...(watched ? { watched } : {}),
  };
}

/** Bytes of a chunk's columns, which are all but a few of what it takes. */
export const chunkBytes = ({ batches, heldOut, insights }: TraceChunk): number =>
  [batches, heldOut, insights]
    .flatMap((columns) => Object.values(columns))
    .reduce((sum: number, column) => sum + (ArrayBuffer.isView(column) ? column.byteLength : 0), 0);

function encodeSeries(points: readonly (BatchPoint | HeldOutPoint)[]): Series {
  const headCount = points[0]?.heads.length ?? 0;
  const heads = new Float64Array(points.length * headCount * 2);
  let at = 0;
  for (const point of points) {
    for (let head = 0; head < headCount; head += 1) {
      heads[at] = point.heads[head]?.loss ?? Number.NaN;
      heads[at + 1] = point.heads[head]?.metric ?? Number.NaN;
      at += 2;
    }
  }
  return {
    headCount,
    step: Float64Array.from(points, ({ step }) => step),
    loss: Float64Array.from(points, ({ loss }) => loss),
    elapsed: Float64Array.from(points, ({ elapsed }) => elapsed),
    heads,
  };
}

function decodeSeries({ headCount, step, loss, elapsed, heads }: Series): BatchPoint[] {
  return Array.from(step, (at, i) => ({
    step: at,
    loss: loss[i] ?? Number.NaN,
    elapsed: elapsed[i] ?? 0,
    heads: Array.from({ length: headCount }, (_, head) => ({
      loss: heads[2 * (i * headCount + head)] ?? Number.NaN,
      metric: heads[2 * (i * headCount + head) + 1] ?? Number.NaN,
    })),
  }));
}

function encodeLooks(points: readonly InsightPoint[]): Looks {
  const gradients = points.flatMap((point) => point.gradients);
  const activations = points.flatMap((point) => point.activations);
  return {
    step: Float64Array.from(points, ({ step }) => step),
    counts: Uint32Array.from(points.flatMap((point) => [point.gradients.length, point.activations.length])),
    norms: Float32Array.from(gradients.flatMap(({ gradient, update, weight }) => [gradient, update, weight])),
    figures: Float32Array.from(
      activations.flatMap(({ mean, deviation, dead }) => [mean, deviation, dead ?? 0]),
    ),
    judged: Uint8Array.from(activations, ({ dead }) => (dead === undefined ? 0 : 1)),
  };
}

function decodeLooks({ step, counts, norms, figures, judged }: Looks): InsightPoint[] {
  let norm = 0;
  let figure = 0;
  const gradientNorms = (): GradientNorms => {
    const [gradient = 0, update = 0, weight = 0] = norms.subarray(norm, norm + 3);
    norm += 3;
    return { gradient, update, weight };
  };
  const activationFigures = (): ActivationFigures => {
    const [mean = 0, deviation = 0, dead = 0] = figures.subarray(figure, figure + 3);
    const hasDead = judged[figure / 3] === 1;
    figure += 3;
    return hasDead ? { mean, deviation, dead } : { mean, deviation };
  };
  return Array.from(step, (at, i) => ({
    step: at,
    gradients: Array.from({ length: counts[2 * i] ?? 0 }, gradientNorms),
    activations: Array.from({ length: counts[2 * i + 1] ?? 0 }, activationFigures),
  }));
}

function isChunk(value: unknown): value is TraceChunk {
  if (typeof value !== 'object' || value === null) return false;
  const { format, batches, heldOut, insights } = value as Partial<TraceChunk>;
  const isSeries = (series: Series | undefined): boolean =>
    [series?.step, series?.loss, series?.elapsed, series?.heads].every((c) => c instanceof Float64Array);
  return format === 1 && isSeries(batches) && isSeries(heldOut) && insights?.step instanceof Float64Array;
}
