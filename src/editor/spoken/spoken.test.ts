import { beforeEach, describe, expect, it, vi } from 'vitest';
import { say, useSpoken } from './spoken';

const told = () => useSpoken.getState().text;

describe('what is told', () => {
  beforeEach(() => {
    vi.useFakeTimers();
    useSpoken.setState({ text: '' });
    return () => {
      vi.runAllTimers();
      vi.useRealTimers();
    };
  });

  it('of one act is all of it, what was done before what came of it', () => {
    say('conv fits again.');
    say('Done: Set kernel to 3.');
    expect(told()).toBe('Done: Set kernel to 3. conv fits again.');
  });

  it('of one act later is that alone', () => {
    say('Deleted conv.');
    vi.runAllTimers();
    say('Undone: Delete conv.');
    expect(told()).toBe('Undone: Delete conv.');
  });

  it('twice in a row is another text, which a screen reader reads again', () => {
    say('Copied conv.');
    const first = told();
    vi.runAllTimers();
    say('Copied conv.');
    expect(told().trim()).toBe(first);
    expect(told()).not.toBe(first);
  });
});
