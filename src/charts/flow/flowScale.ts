// From a value to a colour, one scale for all designs: norms by their logarithm, shares evenly, means by the logarithm of
// their size with a side for each sign. Zero, and what is not finite, have marks of their own.
import type { FlowGrid, Quantity } from './flow';

export interface FlowScale {
  /** `signed`: from −high through zero to high, each side by its logarithm. */
  readonly kind: 'log' | 'linear' | 'signed';
  readonly low: number;
  readonly high: number;
}

const kinds: Readonly<Record<Quantity, FlowScale['kind']>> = {
  gradient: 'log',
  update: 'log',
  deviation: 'log',
  mean: 'signed',
  dead: 'linear',
};

const binsPerDecade = 20;
const leastExponent = -46;
const decades = 90;

/**
 * Spans all values but a share `cut` at either end, in whole half decades: a few looks into a network that explodes
 * would else take every colour. Whole half decades keep the colours still while values come in. A signed scale
 * reaches four decades down from its greatest.
 */
export function flowScale(grids: readonly FlowGrid[], quantity: Quantity, cut = 0.01): FlowScale {
  const kind = kinds[quantity];
  if (kind === 'linear') return { kind, low: 0, high: 1 };
  const bins = new Uint32Array(decades * binsPerDecade);
  let count = 0;
  for (const { values } of grids) {
    for (const value of values) {
      const size = Math.abs(value);
      if (!(size > 0)) continue;
      const bin = Math.floor((Math.log10(size) - leastExponent) * binsPerDecade);
      const inside = Math.min(bins.length - 1, Math.max(0, bin));
      bins[inside] = (bins[inside] ?? 0) + 1;
      count += 1;
    }
  }
  if (count === 0) return { kind, low: 0.1, high: 1 };
  const low = Math.floor(quantile(bins, count * cut) * 2) / 2;
  const high = Math.max(Math.ceil(quantile(bins, count * (1 - cut), 1) * 2) / 2, low + 1);
  return { kind, low: 10 ** (kind === 'signed' ? Math.max(low, high - 4) : low), high: 10 ** high };
}

/** The exponent up to which `rank` values lie; `end` 1 takes the upper edge of its bin. */
function quantile(bins: Uint32Array, rank: number, end = 0): number {
  let seen = 0;
  for (let bin = 0; bin < bins.length; bin += 1) {
    seen += bins[bin] ?? 0;
    if (seen > rank || (end === 1 && seen >= rank)) return leastExponent + (bin + end) / binsPerDecade;
  }
  return leastExponent + decades;
}

export type Place = number | 'zero' | 'none';

/**
 * Where a value lies on the scale, 0…1; beyond its ends it is at them. `zero` where a logarithm has no place for it,
 * `none` where there is no finite value.
 */
export function placeOn({ kind, low, high }: FlowScale, value: number): Place {
  if (!Number.isFinite(value)) return 'none';
  if (kind === 'linear') return clamp((value - low) / (high - low));
  if (value === 0) return kind === 'log' ? 'zero' : 0.5;
  const size = clamp(Math.log10(Math.abs(value) / low) / Math.log10(high / low));
  if (kind === 'log') return value < 0 ? 'none' : size;
  return 0.5 + (Math.sign(value) * size) / 2;
}

const clamp = (share: number): number => Math.min(1, Math.max(0, share));

export const levels = 256;
/** Codes beyond the levels. */
export const zeroCode = 256;
export const noneCode = 257;

/** The colours' numbers of a grid, [layers, looks]: 0…255 on the ramp, else `zeroCode` or `noneCode`. */
export function codesOf(values: Float64Array, scale: FlowScale): Uint16Array {
  return Uint16Array.from(values, (value) => {
    const place = placeOn(scale, value);
    if (place === 'zero') return zeroCode;
    return place === 'none' ? noneCode : Math.round(place * (levels - 1));
  });
}

export interface ScaleTick {
  /** Share of the scale. */
  readonly at: number;
  readonly text: string;
}

/** At most `most` + 1 numbers along the scale; at whole decades where it is logarithmic. */
export function scaleTicks(scale: FlowScale, most: number): readonly ScaleTick[] {
  const { kind, low, high } = scale;
  if (kind === 'linear') {
    return [0, 0.25, 0.5, 0.75, 1].map((at) => ({ at, text: `${at * 100} %` }));
  }
  const from = Math.ceil(Math.log10(low) - 1e-9);
  const to = Math.floor(Math.log10(high) + 1e-9);
  const stride = Math.max(1, Math.ceil((to - from + 1) / (kind === 'signed' ? most / 2 : most)));
  const exponents = Array.from({ length: Math.floor((to - from) / stride) + 1 }, (_, i) => to - i * stride);
  const tick = (value: number): ScaleTick => ({ at: Number(placeOn(scale, value)), text: writePower(value) });
  if (kind === 'log') return exponents.reverse().map((e) => tick(10 ** e));
  return [
    ...exponents.map((e) => tick(-(10 ** e))),
    { at: 0.5, text: '0' },
    ...exponents.reverse().map((e) => tick(10 ** e)),
  ].filter(({ at, text }) => text === '0' || Math.abs(at - 0.5) > 0.06);
}

const superscripts = '⁰¹²³⁴⁵⁶⁷⁸⁹';

/** Powers of ten as `10⁻⁴`; near one as they are: `0.01`, `100`. */
export function writePower(value: number): string {
  const exponent = Math.round(Math.log10(Math.abs(value)));
  if (exponent >= -2 && exponent <= 2)
    return `${value < 0 ? '−' : ''}${Number((10 ** exponent).toPrecision(3))}`;
  const digits = [...String(Math.abs(exponent))].map((digit) => superscripts[Number(digit)]).join('');
  return `${value < 0 ? '−' : ''}10${exponent < 0 ? '⁻' : ''}${digits}`;
}
