// The drawing as a whole: what it is called and for, what it costs, and what keeps it from training.
import { Button, Kbd, Textarea, TextInput } from '@mantine/core';
import { IconKeyboard } from '@tabler/icons-react';
import { Fragment, memo } from 'react';
import type { Graph } from '../../graph/graph';
import { unusedNodes } from '../../plan/makePlan';
import { useProblems } from '../../store/derive';
import { useStore, useStoreAfterwards } from '../../store/store';
import { keyOfAction } from '../actions/keyText';
import { connectAction } from '../canvas/canvasActions';
import { useMeasured } from '../costs/useMeasured';
import { PlacedModules } from '../modules/PlacedModules';
import { showDialog } from '../overlays';
import { ProblemList } from '../problems/ProblemList';
import styles from './Inspector.module.css';
import { Section } from './Section';
import { Totals } from './Totals';

export function DocumentInspector() {
  const title = useStore((s) => s.document.title);
  const description = useStore((s) => s.document.description);
  const graph = useStoreAfterwards((s) => s.document.graph);
  const setTitle = useStore((s) => s.setTitle);
  const measured = useMeasured();
  const problems = useProblems();
  return (
    <>
      <header className={styles.head}>
        <h2 className={styles.heading}>Drawing</h2>
        <TextInput
          size="xs"
          aria-label="Title"
          value={title}
          onChange={(event) => setTitle(event.currentTarget.value)}
        />
        <Description text={description} />
      </header>
      <Section title="Totals">
        <Totals
          measured={measured.measures.totals}
          batch={measured.batch}
          nodes={graph.nodes.size}
          withDepth
        />
      </Section>
      <PlacedModules graph={graph} />
      <Section title={problems.length === 0 ? 'Problems' : `Problems (${problems.length})`}>
        <ProblemList problems={problems} />
      </Section>
      <LeftOut graph={graph} />
      <Section title="Hints">
        <ul className={styles.hints}>
          <li>Drag from an output on the right of a node to an input on the left of another.</li>
          <li>
            With a node selected, a click in the palette adds the next layer and wires it;{' '}
            <Kbd size="xs">{keyOfAction(connectAction)}</Kbd> connects by keyboard.
          </li>
          <li>Pull the end of a wire off its slot to move or remove it.</li>
        </ul>
        <Button
          size="compact-xs"
          variant="subtle"
          className={styles.delete}
          leftSection={<IconKeyboard size={14} aria-hidden />}
          onClick={() => showDialog({ type: 'shortcuts' })}
        >
          Keyboard shortcuts
        </Button>
      </Section>
    </>
  );
}

/** Apart, because it measures its height whenever it renders, and that lays out the page, with a large drawing on it. */
const Description = memo(function Description({ text }: { readonly text: string }) {
  const setDescription = useStore((s) => s.setDescription);
  return (
    <Textarea
      size="xs"
      autosize
      minRows={2}
      maxRows={8}
      aria-label="Description"
      placeholder="What this design is, and what to look at"
      value={text}
      onChange={(event) => setDescription(event.currentTarget.value)}
    />
  );
});

/** Nodes that train with nothing: harmless, and easily overlooked. */
function LeftOut({ graph }: { graph: Graph }) {
  const focusNode = useStore((s) => s.focusNode);
  const unused = unusedNodes(graph);
  if (unused.length === 0) return null;
  return (
    <Section title="Not trained">
      <p className={styles.pending}>
        No wire leads from here to the classifier:{' '}
        {unused.map((id, i) => (
          <Fragment key={id}>
            {i > 0 && ', '}
            <button type="button" className={styles.link} onClick={() => focusNode(id)}>
              {id}
            </button>
          </Fragment>
        ))}
      </p>
    </Section>
  );
}
