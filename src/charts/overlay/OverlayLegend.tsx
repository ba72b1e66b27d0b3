// The legend of several runs: a button for each, which shows or hides it; seeds of one design under its name.
import { Tooltip } from '@mantine/core';
import { memo } from 'react';
import classes from './OverlayChart.module.css';
import type { OverlayRun } from './overlay';
import { RunKey } from './RunKey';
import { describeEnd } from './readings';

export interface OverlayLegendProps {
  readonly runs: readonly OverlayRun[];
  readonly hidden: ReadonlySet<string>;
  readonly onToggle: (id: string) => void;
}

/** Runs in their order; those of one band together, at the place of its first. */
function groupsOf(
  runs: readonly OverlayRun[],
): readonly { readonly band?: string; readonly runs: OverlayRun[] }[] {
  const groups: { band?: string; runs: OverlayRun[] }[] = [];
  for (const run of runs) {
    const group = run.band === undefined ? undefined : groups.find(({ band }) => band === run.band);
    if (group) group.runs.push(run);
    else groups.push({ ...(run.band === undefined ? {} : { band: run.band }), runs: [run] });
  }
  return groups;
}

export const OverlayLegend = memo(function OverlayLegend({ runs, hidden, onToggle }: OverlayLegendProps) {
  return (
    <fieldset className={classes.legend} aria-label="Runs shown">
      {groupsOf(runs).map((group) =>
        group.band !== undefined && group.runs.length > 1 ? (
          <BandEntry
            key={`band ${group.band}`}
            band={group.band}
            runs={group.runs}
            hidden={hidden}
            onToggle={onToggle}
          />
        ) : (
          group.runs.map((run) => (
            <RunEntry key={run.id} run={run} shown={!hidden.has(run.id)} onToggle={onToggle} />
          ))
        ),
      )}
    </fieldset>
  );
});

interface RunEntryProps {
  readonly run: OverlayRun;
  readonly shown: boolean;
  readonly onToggle: (id: string) => void;
  /** What stands beside the band's name; the whole label where left out. */
  readonly short?: string;
}

const signs = { failed: '×', interrupted: '!', stopped: '|' } as const;

const RunEntry = memo(function RunEntry({ run, shown, onToggle, short }: RunEntryProps) {
  const end = describeEnd(run);
  const words = end ? `${run.label}, ${end}` : run.label;
  return (
    <Tooltip label={`${shown ? 'Hide' : 'Show'} ${words}`} multiline maw={320} openDelay={400}>
      <button
        type="button"
        className={classes.entry}
        aria-pressed={shown}
        aria-label={words}
        onClick={() => onToggle(run.id)}
      >
        {short === undefined && <RunKey colour={run.colour} />}
        <span className={classes.entryName}>{short ?? run.label}</span>
        {run.ended && (
          <span className={classes.ended} data-ended={run.ended.state}>
            {signs[run.ended.state]} {run.ended.state}
          </span>
        )}
      </button>
    </Tooltip>
  );
}, sameEntry);

/** A run in training is another object with every point; its entry stays while what it says does. */
function sameEntry(a: RunEntryProps, b: RunEntryProps): boolean {
  return (
    a.run.id === b.run.id &&
    a.run.label === b.run.label &&
    a.run.colour === b.run.colour &&
    describeEnd(a.run) === describeEnd(b.run) &&
    a.shown === b.shown &&
    a.short === b.short &&
    a.onToggle === b.onToggle
  );
}

interface BandEntryProps extends OverlayLegendProps {
  readonly band: string;
}

function BandEntry({ band, runs, hidden, onToggle }: BandEntryProps) {
  const shown = runs.filter(({ id }) => !hidden.has(id));
  const all = shown.length === runs.length;
  const toggleAll = () => {
    // Some hidden: show them; none hidden: hide all.
    for (const run of runs) if (all || hidden.has(run.id)) onToggle(run.id);
  };
  const [first] = runs;
  return (
    <span className={classes.bandEntry}>
      <button
        type="button"
        className={classes.entry}
        aria-pressed={all ? true : shown.length === 0 ? false : 'mixed'}
        aria-label={`${band}, all ${runs.length} seeds`}
        onClick={toggleAll}
      >
        {first && <RunKey colour={first.colour} />}
        <span className={classes.entryName}>{band}</span>
      </button>
      {runs.map((run, i) => (
        <RunEntry
          key={run.id}
          run={run}
          short={String(i + 1)}
          shown={!hidden.has(run.id)}
          onToggle={onToggle}
        />
      ))}
    </span>
  );
}
