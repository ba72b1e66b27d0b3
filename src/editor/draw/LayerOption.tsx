// One layer in the menu: what it is, and the shape that it would give there or why it does not fit.
import { layerOf } from '../../layers/index';
import { formatShape } from '../../lib/format';
import type { Suggestion } from '../../shapes/suggest';
import { classNames } from '../classNames';
import { colourOf, iconOf } from '../groups';
import styles from './LayerMenu.module.css';
import type { LayerOffer } from './scene';

export function LayerOption({
  id,
  one,
  active,
  divider,
  onChoose,
}: {
  id: string;
  one: Suggestion<LayerOffer>;
  active: boolean;
  /** It is the first of those that do not fit. */
  divider: boolean;
  onChoose: () => void;
}) {
  const { offer, verdict, node } = one;
  const Icon = iconOf(offer.item.group, offer.kind);
  const caption = offer.kind === 'module' ? 'module' : layerOf(node.kind).caption(node.params, []);
  return (
    <>
      {divider && (
        <div role="presentation" className={styles.divider}>
          Do not fit here
        </div>
      )}
      {/* biome-ignore lint/a11y/useKeyWithClickEvents: the search field above, which keeps the focus, has the keys. */}
      <div
        id={id}
        role="option"
        tabIndex={-1}
        aria-selected={active}
        data-kind={offer.kind}
        data-fits={verdict.ok}
        className={classNames(styles.option, active && styles.active, !verdict.ok && styles.unfit)}
        ref={(element) => {
          if (active) element?.scrollIntoView({ block: 'nearest' });
        }}
        onMouseDown={(event) => event.preventDefault()}
        onClick={onChoose}
      >
        <span
          className={styles.icon}
          style={verdict.ok ? { color: colourOf(offer.item.group) } : undefined}
          aria-hidden
        >
          <Icon size={15} stroke={1.9} />
        </span>
        <span className={styles.text}>
          <span className={styles.label}>
            {offer.item.label}
            {verdict.ok && caption && <span className={styles.caption}>{caption}</span>}
          </span>
          {!verdict.ok && <span className={styles.reason}>{reasonOf(node.id, verdict.problem.message)}</span>}
        </span>
        {verdict.ok && verdict.shape && verdict.shape.length > 0 && (
          <span className={classNames(styles.shape, 'tabular')}>
            <span className={styles.spoken}>gives </span>
            {formatShape(verdict.shape)}
          </span>
        )}
      </div>
    </>
  );
}

/** The node is not there yet, and its name says nothing here. */
function reasonOf(id: string, message: string): string {
  const bare = message.replace(`“${id}”: `, '');
  return bare.charAt(0).toUpperCase() + bare.slice(1);
}
