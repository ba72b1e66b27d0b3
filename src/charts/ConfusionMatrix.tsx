// The confusion matrix as a table of counts: rows are true classes, columns predicted ones, colour the share of the
// row. Blue is right, orange is wrong, and the counts say the same without colour.
import {
  type CSSProperties,
  type FocusEvent,
  type KeyboardEvent,
  memo,
  type PointerEvent,
  useState,
} from 'react';
import { formatCount } from '../lib/format';
import classes from './ConfusionMatrix.module.css';
import { type Confusion, commonMistakes, recalls, rowShares } from './confusion';
import { formatPercent } from './figures';

export interface ConfusionMatrixProps {
  readonly confusion: Confusion;
  readonly classNames: readonly string[];
  /** `large` for a dialog; the default fits ten classes into some 200 px of height. */
  readonly size?: 'compact' | 'large';
  /** Where the line stands that reads a cell; beside where height is scarce. */
  readonly readout?: 'below' | 'beside';
}

/** Beyond this a grid is neither readable nor cheap, and the commonest mistakes are listed instead. */
const mostClasses = 40;

const images = (count: number) => `${formatCount(count)} ${count === 1 ? 'image' : 'images'}`;
const nameOf = (classNames: readonly string[], c: number) => classNames[c] ?? String(c);

/** `true 4, predicted 9: 12 images` */
export const describeCell = (
  classNames: readonly string[],
  truth: number,
  predicted: number,
  count: number,
): string =>
  `true ${nameOf(classNames, truth)}, predicted ${nameOf(classNames, predicted)}: ${images(count)}`;

/** Counts, recall per class, and a line that reads the cell under the pointer or the focus. Arrow keys move between cells. */
export const ConfusionMatrix = memo(function ConfusionMatrix(props: ConfusionMatrixProps) {
  const { confusion, classNames, size, readout: place = 'below' } = props;
  const [readout, setReadout] = useState<string>();
  if (confusion.length > mostClasses) return <MistakeList confusion={confusion} classNames={classNames} />;
  const longest = Math.max(...confusion.map((_, c) => nameOf(classNames, c).length));
  const nameWidth = Math.min(size === 'large' ? 120 : 64, 22 + longest * (size === 'large' ? 8 : 6));
  const read = (event: PointerEvent | FocusEvent) => {
    const cell = (event.target as Element).closest('td[aria-label]');
    setReadout(cell?.getAttribute('aria-label') ?? undefined);
  };
  return (
    <div
      className={`${classes.matrix} ${size === 'large' ? classes.large : ''}`}
      data-readout={place}
      style={{ '--cm-name-width': `${nameWidth}px` } as CSSProperties}
    >
      <div className={classes.scroll}>
        <table
          className={classes.table}
          /* biome-ignore lint/a11y/noNoninteractiveElementToInteractiveRole: ARIA 1.2 allows grid on a table, and its cells move the focus as a grid's do. */
          role="grid"
          aria-label="Confusion matrix: rows are true classes, columns predicted classes"
          onPointerOver={read}
          onPointerLeave={() => setReadout(undefined)}
          onFocus={read}
          onBlur={() => setReadout(undefined)}
          onKeyDown={moveFocus}
        >
          <Head confusion={confusion} classNames={classNames} short={size !== 'large' && place === 'below'} />
          <Body confusion={confusion} classNames={classNames} />
        </table>
      </div>
      <div className={classes.aside}>
        <div className={classes.readout} aria-hidden="true">
          {readout ?? 'Rows: true · columns: predicted'}
        </div>
        {place === 'beside' && <MistakeList confusion={confusion} classNames={classNames} most={5} />}
      </div>
    </div>
  );
});

/** Three letters where a cell has no room for more; the whole name is in the title and in every cell's label. */
const shortName = (name: string) => (name.length > 4 ? name.slice(0, 3) : name);

function Head({ confusion, classNames, short }: ConfusionMatrixProps & { readonly short: boolean }) {
  return (
    <thead>
      <tr>
        <th className={classes.rowName} scope="col" title="Rows: true class; columns: predicted class">
          true
        </th>
        {confusion.map((_, c) => (
          <th key={nameOf(classNames, c)} scope="col" title={`predicted ${nameOf(classNames, c)}`}>
            {short ? shortName(nameOf(classNames, c)) : nameOf(classNames, c)}
          </th>
        ))}
        <th
          className={classes.recallHead}
          scope="col"
          title="Share of the class's images that were recognised"
        >
          recall
        </th>
      </tr>
    </thead>
  );
}

const Body = memo(function Body({ confusion, classNames }: ConfusionMatrixProps) {
  const shares = rowShares(confusion);
  const recall = recalls(confusion);
  return (
    <tbody>
      {confusion.map((row, truth) => (
        <tr key={nameOf(classNames, truth)}>
          <th className={classes.rowName} scope="row" title={`true ${nameOf(classNames, truth)}`}>
            {nameOf(classNames, truth)}
          </th>
          {row.map((count, predicted) => (
            <Cell
              key={nameOf(classNames, predicted)}
              label={describeCell(classNames, truth, predicted, count)}
              count={count}
              share={shares[truth]?.[predicted] ?? 0}
              right={truth === predicted}
              first={truth === 0 && predicted === 0}
            />
          ))}
          <td className={classes.recall}>
            {recall[truth] === undefined ? '–' : formatPercent(recall[truth])}
          </td>
        </tr>
      ))}
    </tbody>
  );
});

interface CellProps {
  readonly label: string;
  readonly count: number;
  readonly share: number;
  readonly right: boolean;
  readonly first: boolean;
}

function Cell({ label, count, share, right, first }: CellProps) {
  // Mistakes are a few percent of a row: on a linear scale the whole of what one looks for would stay pale.
  const tone = right ? share : Math.sqrt(share);
  const style = {
    '--cm-tone': right ? 'var(--chart-hit)' : 'var(--chart-miss)',
    '--cm-share': tone,
  } as CSSProperties;
  return (
    <td
      className={classes.cell}
      style={style}
      tabIndex={first ? 0 : -1}
      aria-label={label}
      data-none={count === 0 ? '' : undefined}
      data-wide={count >= 100 ? '' : undefined}
    >
      {count}
    </td>
  );
}

const moves: Readonly<Record<string, readonly [row: number, column: number]>> = {
  ArrowUp: [-1, 0],
  ArrowDown: [1, 0],
  ArrowLeft: [0, -1],
  ArrowRight: [0, 1],
};

/** One cell is in the tab order, the one last focused; arrows, Home and End move among them. */
function moveFocus(event: KeyboardEvent<HTMLTableElement>): void {
  const cell = (event.target as Element).closest('td');
  const row = cell?.parentElement;
  if (!(cell instanceof HTMLTableCellElement) || !(row instanceof HTMLTableRowElement)) return;
  const cells = (r: number) => [
    ...(event.currentTarget.tBodies[0]?.rows[r]?.querySelectorAll<HTMLElement>('td[aria-label]') ?? []),
  ];
  const at = { row: row.sectionRowIndex, column: cells(row.sectionRowIndex).indexOf(cell) };
  const move = moves[event.key];
  const last = cells(at.row).length - 1;
  const target = move
    ? cells(at.row + move[0])[at.column + move[1]]
    : event.key === 'Home'
      ? cells(at.row)[0]
      : event.key === 'End'
        ? cells(at.row)[last]
        : undefined;
  if (!target) return;
  event.preventDefault();
  for (const other of event.currentTarget.querySelectorAll('td[tabindex="0"]'))
    other.setAttribute('tabindex', '-1');
  target.setAttribute('tabindex', '0');
  target.focus();
}

/** The commonest mistakes in words. */
export function MistakeList({
  confusion,
  classNames,
  most = 20,
}: ConfusionMatrixProps & { readonly most?: number }) {
  const mistakes = commonMistakes(confusion, most);
  if (mistakes.length === 0) return <p className={classes.readout}>No image was mistaken.</p>;
  return (
    <ol className={classes.list} aria-label="Commonest mistakes">
      {mistakes.map(({ truth, predicted, count }) => (
        <li key={`${truth}-${predicted}`}>{describeCell(classNames, truth, predicted, count)}</li>
      ))}
    </ol>
  );
}
