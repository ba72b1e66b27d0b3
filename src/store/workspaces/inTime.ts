// Storage that never answers counts as failing: some browsers leave a forbidden database pending for ever.

/** Milliseconds after which storage that does not answer counts as failing, so that the page still starts. */
const deadline = 5000;

/** Rejects when the answer does not come in time. */
export function inTime<T>(answer: Promise<T>): Promise<T> {
  return Promise.race([
    answer,
    new Promise<never>((_, reject) => {
      setTimeout(() => reject(new Error('Storage does not answer.')), deadline);
    }),
  ]);
}
