// The part of the JSON Schema that says what notes and frames are.
import { annotationColours, annotationLimits, firstSizes } from './annotations';
import { limits } from './templateFrame';

type Schema = Readonly<Record<string, unknown>>;

const { least, most } = annotationLimits;
const side: Schema = { type: 'number', minimum: least, maximum: most };
const markdown = 'Markdown, with formulas in $…$ and $$…$$.';

const annotationSchema = (own: Schema, { width, height }: { width: number; height: number }): Schema => ({
  type: 'object',
  required: ['id', 'position'],
  additionalProperties: false,
  properties: {
    id: { $ref: '#/$defs/id' },
    ...own,
    text: { type: 'string', maxLength: annotationLimits.text, default: '', description: markdown },
    colour: { enum: annotationColours, default: 'grey' },
    position: { $ref: '#/$defs/position' },
    size: {
      type: 'array',
      description: 'Pixels, [width, height].',
      prefixItems: [side, side],
      items: false,
      minItems: 2,
      default: [width, height],
    },
  },
});

/** The two lists, of the file and of each module. */
export const annotationLists: Schema = {
  frames: {
    type: 'array',
    description: 'Titled rectangles behind the nodes.',
    maxItems: limits.annotations,
    items: annotationSchema(
      { title: { type: 'string', maxLength: annotationLimits.title, default: '' } },
      firstSizes.frame,
    ),
  },
  notes: {
    type: 'array',
    description: 'Cards of text.',
    maxItems: limits.annotations,
    items: annotationSchema({}, firstSizes.note),
  },
};
