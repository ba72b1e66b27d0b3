// How the figures of a run are written: shares, losses, rates and times, the same in charts, tables and the dock.
import { formatCount } from '../lib/format';
import { metrics } from '../training/metrics';
import type { MetricName } from '../training/protocol';

/** A share 0…1 as `97.3 %`. What is short of all never reads `100 %`, and what is above nothing never `0 %`. */
export function formatPercent(share: number): string {
  if (!Number.isFinite(share)) return '–';
  if (share === 0 || share === 1) return `${share * 100} %`;
  const tenths = Math.min(999, Math.max(1, Math.round(share * 1000)));
  return `${(tenths / 10).toFixed(1)} %`;
}

/** A loss in at most six characters or so: `2.303`, `0.0412`, `3.1e-5`. */
export function formatLoss(loss: number): string {
  if (!Number.isFinite(loss)) return Number.isNaN(loss) ? 'NaN' : '∞';
  const size = Math.abs(loss);
  if (size >= 1e6 || (size > 0 && size < 1e-3)) return loss.toExponential(1);
  if (size >= 1000) return formatCount(Math.round(loss));
  if (size >= 1 || size === 0) return loss.toPrecision(4);
  return loss.toFixed(size >= 0.1 ? 3 : 4);
}

/** Images (or anything) per second: `1,152`, `28.4`. */
export function formatRate(perSecond: number): string {
  if (!Number.isFinite(perSecond) || perSecond <= 0) return '–';
  return perSecond >= 100 ? formatCount(Math.round(perSecond)) : perSecond.toFixed(1);
}

/** Milliseconds as `0:07`, `12:03` or `1:02:03`. */
export function formatDuration(milliseconds: number): string {
  const seconds = Math.max(0, Math.round(milliseconds / 1000));
  const two = (value: number) => String(value).padStart(2, '0');
  const hours = Math.floor(seconds / 3600);
  const minutes = Math.floor(seconds / 60) % 60;
  return hours > 0 ? `${hours}:${two(minutes)}:${two(seconds % 60)}` : `${minutes}:${two(seconds % 60)}`;
}

/** A metric as its unit is written: `97.3 %`, `0.0412`, `21.4 dB`. */
export function formatMetric(name: MetricName, value: number): string {
  switch (metrics[name].unit) {
    case 'share':
      return formatPercent(value);
    case 'error':
      return formatLoss(value);
    case 'decibel':
      return Number.isFinite(value) ? `${value.toFixed(1)} dB` : '–';
  }
}
