// The ten steps, in their order: from a drawing to a trained network and what it costs.
import { useStore } from '../../store/store';
import { keyOfAction } from '../actions/keyText';
import { commandMenuAction } from '../commandMenu/actions';
import { startTraining } from '../run/startTraining';
import {
  addLikely,
  asOpened,
  cardOf,
  isRefused,
  leaveLooseEnd,
  openExample,
  show,
  takeRemedy,
  tryWrongWire,
  wasAdded,
  wireCount,
  wiredUp,
} from './example';
import { find, headerButton, type Step } from './step';

const now = () => useStore.getState();

/** The branches of the first Inception module, with what enters it. */
const module = ['input', 'stem', 'a-1x1', 'a-pool', 'a-concat', 'pool'];

export const steps: readonly Step[] = [
  {
    id: 'open',
    title: 'A network is a drawing',
    text: [
      'This is a small Inception network. It comes from `Templates`: some fifty networks, from LeNet‑5 to ResNet‑152, each with its paper and its published figures.',
      'A card is a layer; a wire carries a tensor to the next one.',
    ],
    place: 'beside',
    target: () => headerButton('Templates'),
    begin: openExample,
  },
  {
    id: 'shape',
    title: 'Every wire knows its shape',
    text: [
      'The four branches are stacked here. What leaves is height × width × channels, reckoned as you draw.',
      'Point at any wire to read its tensor, or select a card: the arithmetic stands at the right.',
    ],
    place: 'below',
    target: () => find(`button[data-edge-id="${CSS.escape(wiredUp)}"]`),
    begin: async () => {
      await asOpened();
      show('a-3x3', 'a-concat', 'pool');
    },
  },
  {
    id: 'wrong',
    title: 'A wrong wire says why',
    text: [
      'Drag from the dot at the right of `input` to `a-concat`. Before you let go, you read what would happen.',
      'The concat stacks maps of 14×14, and the image has 28×28.',
    ],
    place: 'below',
    // What has been refused is to be read.
    target: () => find('[role="alertdialog"]') ?? cardOf('input'),
    begin: async () => {
      await asOpened();
      show(...module);
    },
    act: { label: 'Do it for me', run: tryWrongWire },
    done: isRefused,
    after: ['Nothing was changed, and the reason names both shapes. `Next` shows the way out.'],
  },
  {
    id: 'mend',
    title: 'One click mends it',
    text: [
      'Below the reason stand its remedies, each worked out for this drawing. Press one of them.',
      'It is one step of history: `Undo` takes all of it back.',
    ],
    place: 'below',
    target: () => find('[role="alertdialog"]') ?? cardOf('a-concat'),
    begin: () => {
      if (!isRefused() && wireCount() === 4) tryWrongWire();
    },
    act: { label: 'Take the first', run: takeRemedy },
    done: () => wireCount() > 4,
    after: ['The wire is drawn, its shape fits, and everything behind it has been reckoned anew.'],
    keepsFocus: true,
  },
  {
    id: 'tab',
    title: 'Draw by keyboard',
    text: [
      'This convolution leads nowhere yet. Press `Tab`: the layer that usually comes next is added, wired and in sight.',
      `Arrow keys follow the wires, \`C\` connects, \`${keyOfAction(commandMenuAction)}\` finds everything.`,
    ],
    place: 'below',
    target: () => find('.react-flow__node.selected'),
    begin: leaveLooseEnd,
    act: { label: 'Press Tab for me', run: addLikely },
    done: wasAdded,
    after: ['There it is. `Tab` goes on from here as often as you like.'],
    keepsFocus: true,
  },
  {
    id: 'train',
    title: 'Train it here',
    text: [
      'The network is whole again: what the tour drew has been undone.',
      'Press `Train`. It runs in this browser, in the background; nothing is uploaded.',
    ],
    place: 'beside',
    target: () => headerButton('Train', 'Pause', 'Resume', 'Stop'),
    begin: asOpened,
    act: { label: 'Train', run: startTraining },
    done: () => now().run !== undefined,
    after: ['It trains. You can go on drawing, pause it or stop it at any moment.'],
  },
  {
    id: 'curves',
    title: 'Watch it learn',
    text: [
      'Loss and accuracy, on images that it learns from and on others that it never sees.',
      'The settings stand at the left. Afterwards come the confusion matrix and the images that it gets wrong.',
    ],
    place: 'beside',
    target: () => find('section[aria-label="Training"], [role="region"][aria-label="Training"]'),
    begin: () => now().setView({ dockOpen: true }),
  },
  {
    id: 'costs',
    title: 'What every layer costs',
    text: [
      'Weights, multiply-adds, memory and receptive field, layer by layer. `T` opens this table.',
      '`H` colours the cards by any of them.',
    ],
    place: 'beside',
    target: () => find('section[aria-label="Costs"]'),
    begin: () => now().setView({ sidePanel: 'costs', sideOpen: true }),
  },
  {
    id: 'compare',
    title: 'Two designs, side by side',
    text: [
      '`Compare` puts another design beside this one: its twin without shortcuts, a deeper one, an earlier version.',
      'What differs is marked, and all are trained on the same images, step for step.',
    ],
    place: 'beside',
    target: () => headerButton('Compare'),
    begin: () => now().setView({ sidePanel: 'inspector' }),
  },
  {
    id: 'keep',
    title: 'It is yours to keep',
    text: [
      'Your work stays in this browser by itself. `File` writes it as a JSON that a person can read.',
      '`?` lists the keys, and this tour stands in the help menu beside it.',
    ],
    place: 'beside',
    target: () => headerButton('File'),
  },
];
