// Every layer, in the palette's order. Adding one is its file and one line here.
import { activation } from './activation';
import { add } from './add';
import { avgPool } from './avgPool';
import { batchNorm } from './batchNorm';
import { bottleneck } from './bottleneck';
import { classifier } from './classifier';
import { concat } from './concat';
import type { Layer } from './contract';
import { conv2d } from './conv2d';
import { dense } from './dense';
import { dropout } from './dropout';
import { defaultsOf, type Params } from './fields';
import { flatten } from './flatten';
import { globalAvgPool } from './globalAvgPool';
import { input } from './input';
import { maxPool } from './maxPool';
import { unknown } from './unknown';

export const layers: Readonly<Record<string, Layer>> = {
  input,
  conv2d,
  bottleneck,
  maxPool,
  avgPool,
  globalAvgPool,
  flatten,
  dense,
  concat,
  add,
  activation,
  batchNorm,
  dropout,
  classifier,
  unknown,
};

/** The layers a user can place. */
export const placeable: readonly Layer[] = Object.values(layers).filter((layer) => layer.group !== 'Unknown');

export const isKnown = (kind: string): boolean => Object.hasOwn(layers, kind);

/** A kind's layer; `unknown` for a kind that is not in the map. */
export const layerOf = (kind: string): Layer => (isKnown(kind) ? (layers[kind] ?? unknown) : unknown);

export const defaultParams = (kind: string): Params => defaultsOf(layerOf(kind).fields);

export const stemOf = (kind: string): string => layerOf(kind).stem;
