// Takes out of a description what it says of the time that training takes, so that it can stand where training is
// spoken of.

const time = /\b\d[\d.,–-]*\s*(seconds?|minutes?|s|min)\b|\b(a|one|two|three|half a)( or \w+)? minutes?\b/i;

/** `times`: the sentences that name a number of seconds or minutes; `rest`: all others. */
export function splitTimes(description: string): { readonly times: string; readonly rest: string } {
  const sentences = description.split(/(?<=[.!?])\s+(?=\p{Lu}|\d)/u);
  return {
    times: sentences.filter((sentence) => time.test(sentence)).join(' '),
    rest: sentences.filter((sentence) => !time.test(sentence)).join(' '),
  };
}
