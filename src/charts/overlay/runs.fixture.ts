// Runs and looks that tests draw: curves by formula with a little seeded noise, so that what is expected can be computed.
import type { BatchPoint, HeldOutPoint, InsightPoint } from '../../training/protocol';
import type { FlowDesign } from '../flow/flow';
import type { OverlayRun } from './overlay';

/** Numbers 0…1 from a seed (Park and Miller 1988). */
export function noise(seed: number): () => number {
  let state = (seed * 7919 + 17) % 2147483647;
  return () => {
    state = (state * 48271) % 2147483647;
    return state / 2147483647;
  };
}

export interface RunShape {
  readonly id: string;
  readonly label: string;
  readonly colour: number;
  readonly points: number;
  /** The loss falls from 2.3 towards this. */
  readonly floor?: number;
  readonly seed?: number;
  /** Batches between two points. */
  readonly every?: number;
  readonly band?: string;
  readonly ended?: OverlayRun['ended'];
}

const stepsPerEpoch = 100;

export function runOf(shape: RunShape): OverlayRun {
  const { points, floor = 0.2, seed = 1, every = 1 } = shape;
  const next = noise(seed);
  const batches = Array.from({ length: points }, (_, i): BatchPoint => {
    const step = (i + 1) * every;
    const loss = floor + (2.3 - floor) * Math.exp((-3 * (i + 1)) / points) + 0.25 * (next() - 0.5);
    const metric = Math.min(1, Math.max(0, 1 - loss / 2.5));
    return { step, loss: Math.max(0.01, loss), heads: [{ loss, metric }], elapsed: step * 20 };
  });
  const heldOut = batches
    .filter(({ step }) => step % (stepsPerEpoch * Math.ceil((points * every) / 2000)) === 0)
    .map(
      ({ step, elapsed, loss }): HeldOutPoint => ({
        step,
        elapsed,
        loss: loss * 1.1,
        heads: [{ loss: loss * 1.1, metric: 1 - (loss * 1.1) / 2.5 }],
      }),
    );
  return {
    id: shape.id,
    label: shape.label,
    colour: shape.colour,
    curves: { batches, heldOut },
    stepsPerEpoch,
    batchSize: 32,
    ...(shape.band === undefined ? {} : { band: shape.band }),
    ...(shape.ended === undefined ? {} : { ended: shape.ended }),
  };
}

/** Looks into `layers` layers whose gradient falls by `decay` from each layer to the one before it. */
export function designOf(
  shape: Pick<RunShape, 'id' | 'label' | 'colour'> & {
    readonly layers: number;
    readonly looks: number;
    readonly decay: number;
  },
): FlowDesign {
  const { layers, looks, decay } = shape;
  const next = noise(layers);
  const names = Array.from({ length: layers }, (_, i) => (i === layers - 1 ? 'classes' : `conv${i + 1}`));
  const insights = Array.from(
    { length: looks },
    (_, look): InsightPoint => ({
      step: look * 10,
      gradients: names.map((_, i) => ({
        gradient: 0.3 * decay ** (layers - 1 - i) * Math.exp(-look / looks) * (0.7 + 0.6 * next()),
        update: 1e-3 * (0.5 + next()),
        weight: 1,
      })),
      activations: names.slice(0, -1).map((_, i) => ({
        mean: (next() - 0.4) * (1 + i),
        deviation: 1 + i * next(),
        ...(i % 2 === 0 ? { dead: Math.min(1, (0.3 * look) / looks + 0.2 * next()) } : {}),
      })),
    }),
  );
  return {
    id: shape.id,
    label: shape.label,
    colour: shape.colour,
    watched: { weighted: names, active: names.slice(0, -1) },
    insights,
  };
}
