// A template's figures as counted from its graph, beside those that were published.
import { IconCheck, IconEqualNot } from '@tabler/icons-react';
import type { PublishedFigure } from '../../graph/document';
import { formatCount, formatShort } from '../../lib/format';
import { classNames } from '../classNames';
import type { Entry, Figure } from './entry';
import styles from './Gallery.module.css';

const labels = { trainable: 'Weights', macs: 'MACs', depth: 'Depth' } as const;

/** `138.4 M weights · 15.5 G MACs`, and whether that is what was published. */
export function FigureLine({ entry }: { entry: Entry }) {
  const shown = entry.figures.filter(({ figure, ours }) => figure !== 'depth' && ours > 0);
  const published = shown.filter((figure) => figure.published);
  return (
    <span className={classNames(styles.figureLine, 'tabular')}>
      <span>
        {shown
          .map(({ figure, ours }) => `${formatShort(ours)} ${figure === 'macs' ? 'MACs' : 'weights'}`)
          .join(' · ')}
      </span>
      {published.length > 0 && (
        <span className={styles.publishedLine}>
          {published.map((figure) => (
            <Published key={figure.figure} figure={figure} />
          ))}
          <span>published</span>
        </span>
      )}
    </span>
  );
}

function Published({ figure }: { figure: Figure }) {
  if (!figure.published) return null;
  const Icon = figure.agrees ? IconCheck : IconEqualNot;
  return (
    <span className={figure.agrees ? styles.agrees : styles.differs}>
      <Icon
        size={12}
        stroke={2.4}
        role="img"
        aria-label={figure.agrees ? 'equal to the published' : 'other than the published'}
      />
      {formatPublished(figure.published)}
    </span>
  );
}

/** Every figure with the published one and where that stands. */
export function FigureTable({ figures }: { figures: readonly Figure[] }) {
  const shown = figures.filter(({ ours, published }) => ours > 0 || published);
  const compared = shown.some(({ published }) => published);
  return (
    <table className={classNames(styles.figures, 'tabular')}>
      <thead>
        <tr>
          <th scope="col">Figure</th>
          <th scope="col">Counted here</th>
          {compared && <th scope="col">Published</th>}
        </tr>
      </thead>
      <tbody>
        {shown.map((figure) => (
          <tr key={figure.figure}>
            <th scope="row">{labels[figure.figure]}</th>
            <td>{formatCount(figure.ours)}</td>
            {compared && (
              <td>
                {figure.published ? (
                  <>
                    <Published figure={figure} />
                    <span className={styles.source}>{figure.published.source}</span>
                  </>
                ) : (
                  <span className={styles.source}>none known</span>
                )}
              </td>
            )}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** As the source writes it: in millions where it is rounded to such, in full where it is exact. */
export function formatPublished({ value, to }: PublishedFigure): string {
  if (to < 1000) return formatCount(value);
  const short = formatShort(value);
  const unit = { k: 1e3, M: 1e6, G: 1e9 }[short.at(-1) ?? ''] ?? 1;
  return Math.abs(Number.parseFloat(short) * unit - value) < to / 2 ? short : formatCount(value);
}
