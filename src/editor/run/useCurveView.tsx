// How several runs' curves are looked at, and the controls that change it: what they run over, the axis of the loss,
// smoothing, and which are hidden.
import { SegmentedControl } from '@mantine/core';
import { IconWaveSine } from '@tabler/icons-react';
import { useState } from 'react';
import type { XAxis } from '../../charts/overlay/overlay';
import { Toggle } from './Toggle';

const axes: readonly { value: XAxis; label: string }[] = [
  { value: 'step', label: 'Batch' },
  { value: 'epoch', label: 'Epoch' },
  { value: 'images', label: 'Images' },
  { value: 'time', label: 'Time' },
];
const smoothing = 0.8;

/** `view` is what every chart takes, `log` what that of the loss takes besides; `bar` stands above them. */
export function useCurveView() {
  const [axis, setAxis] = useState<XAxis>('step');
  const [log, setLog] = useState(false);
  const [smooth, setSmooth] = useState(true);
  const [hidden, setHidden] = useState<ReadonlySet<string>>(new Set());
  const onToggle = (id: string) =>
    setHidden((before) => {
      const next = new Set(before);
      if (!next.delete(id)) next.add(id);
      return next;
    });
  const bar = (
    <>
      <SegmentedControl
        size="xs"
        aria-label="What the curves run over"
        data={[...axes]}
        value={axis}
        onChange={(value) => setAxis(value as XAxis)}
      />
      <Toggle name="Loss on a log axis" on={log} onChange={setLog}>
        log
      </Toggle>
      <Toggle name="Smooth the training curves" on={smooth} onChange={setSmooth}>
        <IconWaveSine size={14} aria-hidden />
      </Toggle>
    </>
  );
  return { view: { axis, smoothing: smooth ? smoothing : 0, hidden, onToggle }, log, bar };
}
