// The history of this page: all runs that the browser keeps, and those that its recorder still writes.
import { makeHistory } from './historyStore';
import { channel, owner, recorder, vault } from './pageRecorder';

/** What the dialog of runs shows. */
export const history = makeHistory({ vault, recorder, owner, channel });
