// What a data set is, and what can be wrong with one. Apart from the code that draws or reads images, so that
// training and the editor can name these types without loading either.

/** One part of a data set. `images` is [count, height, width, channels] flattened, bytes 0..255. */
export interface ImageSplit {
  readonly images: Uint8Array<ArrayBuffer>;
  /** One class index an image. */
  readonly labels: Uint8Array<ArrayBuffer>;
  readonly count: number;
  /** A class for every pixel, [count, height, width]; where the data set has `maskNames`. */
  readonly masks?: Uint8Array<ArrayBuffer>;
  /** Real numbers, [count, values], each about 0…1; where the data set has `valueNames`. */
  readonly values?: Float32Array<ArrayBuffer>;
  /** 1 where a label applies and 0 where not, [count, labels]; where the data set has `labelNames`. */
  readonly attributes?: Uint8Array<ArrayBuffer>;
}

/** Images with their classes. Every array owns its whole buffer, so that each can be transferred alone. */
export interface DataSet {
  /** `digits`, `shapes`, or `files:` and the first file's name for a user's own. */
  readonly id: string;
  readonly name: string;
  readonly imageShape: readonly [height: number, width: number, channels: number];
  readonly classNames: readonly string[];
  /** What the pixels of a mask can be; the first is the background. */
  readonly maskNames?: readonly string[];
  /** What the `values` measure: `centre x`, … */
  readonly valueNames?: readonly string[];
  /** What the `attributes` say of an image: `odd`, `filled`, … */
  readonly labelNames?: readonly string[];
  readonly train: ImageSplit;
  readonly test: ImageSplit;
  /** One sentence for the user: where the images come from and how they were split. */
  readonly source: string;
}

export type BuiltInId = 'digits' | 'shapes';

export type DataProblemCode =
  /** Nothing was chosen. */
  | 'no-files'
  /** The browser could not read the file from disk. */
  | 'unreadable-file'
  /** No bytes, no bytes once unpacked, or a header that announces no images. */
  | 'empty-file'
  /** Named .gz, but neither gzip nor anything else that is known. */
  | 'not-gzip'
  /** Begins as gzip and then breaks off or is damaged. */
  | 'bad-gzip'
  /** Neither an IDX nor a CIFAR-10 file. */
  | 'unknown-kind'
  /** An IDX file by its name or first bytes, but not one of images or labels in unsigned bytes. */
  | 'wrong-magic'
  /** Fewer bytes than the header, or than whole records, call for. */
  | 'truncated'
  /** More bytes than the header announces. */
  | 'excess-bytes'
  /** More than `maxDataBytes`. */
  | 'too-large'
  /** An image height, width or channel count of zero. */
  | 'bad-dimensions'
  /** Different numbers of images and labels. */
  | 'count-mismatch'
  /** Images without their labels. */
  | 'missing-labels'
  /** Labels without their images. */
  | 'missing-images'
  /** Training and test images differ in shape. */
  | 'shape-mismatch'
  /** A CIFAR-10 label above 9. */
  | 'label-out-of-range'
  /** IDX and CIFAR-10 files in one choice. */
  | 'mixed-kinds'
  /** Two files for one part, such as two files of training labels. */
  | 'duplicate-role'
  /** Too few images to split off a test set. */
  | 'too-few-images'
  /** The worker died or ran out of memory. */
  | 'worker-failed'
  /** Called off through the AbortSignal. */
  | 'cancelled';

export interface DataProblem {
  readonly code: DataProblemCode;
  /** The file's name, or what was being loaded. */
  readonly at: string;
  readonly message: string;
}

/** Called with the share done, 0..1, never falling. */
export type OnProgress = (share: number) => void;

/** The most bytes one file may unpack to: beyond 1 GiB a browser tab cannot hold the bytes and a copy of them. */
export const maxDataBytes = 2 ** 30;
