// Loss and accuracy of the run, side by side. The only part that follows the curves' points as they come.
import { Tooltip } from '@mantine/core';
import { IconWaveSine } from '@tabler/icons-react';
import { type ReactNode, useState } from 'react';
import { LineChart } from '../../charts/LineChart';
import { useStore } from '../../store/store';
import type { RunCurves } from '../../training/run';
import classes from './RunDock.module.css';
import { progressOf } from './runWords';

const none: RunCurves = { batches: [], heldOut: [] };
const smoothing = 0.8;

export function Curves() {
  const curves = useStore((s) => s.run?.curves ?? none);
  const stepsPerEpoch = useStore((s) => progressOf(s.run)?.stepsPerEpoch ?? 0);
  const begun = useStore((s) => s.run !== undefined);
  const [log, setLog] = useState(false);
  const [smooth, setSmooth] = useState(false);
  const common = { curves, stepsPerEpoch, smoothing: smooth ? smoothing : 0 };
  const emptyText = begun ? 'The first batch is on its way.' : 'The curve of the next run appears here.';
  return (
    <div className={classes.curves}>
      <LineChart
        {...common}
        title="Loss"
        metric="loss"
        log={log}
        emptyText={emptyText}
        actions={
          <span className={classes.toggles}>
            <Toggle name="Logarithmic loss axis" on={log} onChange={setLog}>
              log
            </Toggle>
            <Toggle name="Smooth the training curves" on={smooth} onChange={setSmooth}>
              <IconWaveSine size={14} aria-hidden />
            </Toggle>
          </span>
        }
      />
      <LineChart {...common} title="Accuracy" metric="accuracy" emptyText={emptyText} />
    </div>
  );
}

interface ToggleProps {
  readonly name: string;
  readonly on: boolean;
  readonly onChange: (on: boolean) => void;
  readonly children: ReactNode;
}

function Toggle({ name, on, onChange, children }: ToggleProps) {
  return (
    <Tooltip label={name}>
      <button
        type="button"
        className={classes.toggle}
        aria-label={name}
        aria-pressed={on}
        onClick={() => onChange(!on)}
      >
        {children}
      </button>
    </Tooltip>
  );
}
