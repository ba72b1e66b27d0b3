// What is kept of a run's curves comes back as it was, in one chunk or in many.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { RunTrace } from '../../training/record';
import { chunkBytes, decodeTrace, encodeTrace } from './trace';

const number = fc.double();
const float32 = fc.float();
const pointsOf = (heads: number) =>
  fc.array(
    fc.record({
      step: fc.nat(),
      loss: number,
      elapsed: fc.double({ min: 0, max: 1e9, noNaN: true }),
      heads: fc.array(fc.record({ loss: number, metric: number }), { minLength: heads, maxLength: heads }),
    }),
    { maxLength: 12 },
  );
const insights = fc.array(
  fc.record({
    step: fc.nat(),
    gradients: fc.array(fc.record({ gradient: float32, update: float32, weight: float32 }), { maxLength: 4 }),
    activations: fc.array(
      fc.record(
        { mean: float32, deviation: float32, dead: float32 },
        { requiredKeys: ['mean', 'deviation'] },
      ),
      { maxLength: 4 },
    ),
  }),
  { maxLength: 6 },
);
const traces: fc.Arbitrary<RunTrace> = fc.nat({ max: 3 }).chain((heads) =>
  fc.record(
    {
      batches: pointsOf(heads),
      heldOut: pointsOf(heads),
      insights,
      watched: fc.record({ weighted: fc.array(fc.string()), active: fc.array(fc.string()) }),
    },
    { requiredKeys: ['batches', 'heldOut', 'insights'] },
  ),
);

describe('a trace', () => {
  it('comes back number by number, not-a-number and infinite ones included', () => {
    fc.assert(
      fc.property(traces, (trace) => {
        expect(decodeTrace([structuredClone(encodeTrace(trace))])).toEqual(trace);
      }),
    );
  });

  it('comes back the same from chunks, wherever it is cut', () => {
    fc.assert(
      fc.property(traces, fc.nat({ max: 12 }), fc.nat({ max: 12 }), (trace, cut, other) => {
        const first = {
          batches: trace.batches.slice(0, cut),
          heldOut: trace.heldOut.slice(0, other),
          insights: trace.insights.slice(0, other),
        };
        const rest = {
          ...trace,
          batches: trace.batches.slice(cut),
          heldOut: trace.heldOut.slice(other),
          insights: trace.insights.slice(other),
        };
        expect(decodeTrace([encodeTrace(first), encodeTrace(rest)])).toEqual(trace);
      }),
    );
  });

  it('passes over what is no chunk, and keeps what is', () => {
    const trace: RunTrace = {
      batches: [{ step: 1, loss: 2.5, heads: [{ loss: 2.5, metric: 0.1 }], elapsed: 12.25 }],
      heldOut: [],
      insights: [],
    };
    const chunk = encodeTrace(trace);
    expect(decodeTrace([undefined, chunk, { format: 1 }, { ...chunk, format: 2 }, 'x'])).toEqual(trace);
  });

  it('takes five numbers of 8 bytes for a batch of one output', () => {
    const point = { step: 1, loss: 1, heads: [{ loss: 1, metric: 1 }], elapsed: 1 };
    const chunk = encodeTrace({ batches: Array(10).fill(point), heldOut: [point], insights: [] });
    expect(chunkBytes(chunk)).toBe(11 * 5 * 8);
  });
});
