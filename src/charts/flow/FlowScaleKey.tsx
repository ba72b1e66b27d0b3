// The scale of colours with its numbers, and the marks of what has no place on it.
import { type FlowScale, scaleTicks } from './flowScale';
import classes from './GradientFlow.module.css';
import { rampGradient } from './ramp';

export function FlowScaleKey({ scale }: { readonly scale: FlowScale }) {
  const ticks = scaleTicks(scale, 5);
  return (
    <span
      className={classes.scale}
      role="img"
      aria-label={`Colours from ${ticks[0]?.text} to ${ticks.at(-1)?.text}`}
    >
      <span className={classes.ramp}>
        <span className={classes.rampColours} style={{ background: rampGradient(scale.kind === 'signed') }} />
        {ticks.map(({ at, text }) => (
          <span key={text} className={classes.rampTick} style={{ left: `${at * 100}%` }}>
            {text}
          </span>
        ))}
      </span>
      {scale.kind === 'log' && (
        <span className={classes.mark}>
          <span className={classes.zeroMark} /> zero
        </span>
      )}
      <span className={classes.mark}>
        <span className={classes.noneMark} /> not finite
      </span>
    </span>
  );
}
