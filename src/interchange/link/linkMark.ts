// What tells a link to a design, apart from all that packs and unpacks it, which is loaded only then.

/** What stands before the design in an address's fragment. */
export const linkMark = '#design=';
