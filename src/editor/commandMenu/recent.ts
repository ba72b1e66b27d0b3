// What was chosen in the command menu lately, remembered by the browser from one visit to the next.

const key = 'convas.commands.recent';
const most = 8;

/** Ids of entries, the latest first. */
export function recentIds(): readonly string[] {
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(key) ?? '[]');
    return Array.isArray(kept) ? kept.filter((id) => typeof id === 'string') : [];
  } catch {
    // Storage that is switched off, or text that is not ours.
    return [];
  }
}

export function rememberUse(id: string): void {
  try {
    const ids = [id, ...recentIds().filter((other) => other !== id)].slice(0, most);
    localStorage.setItem(key, JSON.stringify(ids));
  } catch {
    // Then nothing is remembered.
  }
}
