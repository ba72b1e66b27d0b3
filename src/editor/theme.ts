// The look shared by every panel: one typeface, one accent, compact sizes. Colours with a meaning (layer groups, wire
// states) are CSS variables in theme.css, because SVG and canvas read them too.
import { createTheme } from '@mantine/core';

const floating = { shadow: 'md', radius: 'md', withinPortal: true } as const;

export const theme = createTheme({
  primaryColor: 'indigo',
  // White on it reaches 4.5:1.
  primaryShade: 7,
  fontFamily: "'Inter Variable', system-ui, -apple-system, 'Segoe UI', sans-serif",
  fontFamilyMonospace: "ui-monospace, 'SF Mono', 'Cascadia Mono', Menlo, Consolas, monospace",
  // Greys with a touch of blue, as the surfaces in theme.css.
  colors: {
    dark: [
      '#e8eaee',
      '#c3c9d3',
      '#a4acba',
      '#6c7686',
      '#3c424d',
      '#2f343d',
      '#22262d',
      '#1d2026',
      '#17191e',
      '#101216',
    ],
  },
  defaultRadius: 'md',
  radius: { md: '8px' },
  spacing: { xs: '4px', sm: '8px', md: '12px', lg: '16px', xl: '24px' },
  fontSizes: { xs: '12px', sm: '13px', md: '14px', lg: '16px', xl: '18px' },
  headings: { fontWeight: '600', sizes: { h2: { fontSize: '14px' }, h3: { fontSize: '12px' } } },
  cursorType: 'pointer',
  respectReducedMotion: true,
  focusRing: 'auto',
  components: {
    // By name, not through the components themselves, which would all be fetched before the canvas.
    Tooltip: {
      defaultProps: { openDelay: 350, fz: 'xs', radius: 'sm', withArrow: false, multiline: true },
    },
    // A menu opens at its first item; the placeholder that Mantine would focus is none of a menu's children.
    // Where the window is lower than the menu, it scrolls.
    Menu: {
      defaultProps: {
        ...floating,
        withInitialFocusPlaceholder: false,
        middlewares: { flip: true, shift: true, size: true },
      },
      styles: { dropdown: { overflowY: 'auto' } },
    },
    // Below dialogs, menus and the refused wire: a notice must not cover what is being asked.
    Notifications: { defaultProps: { zIndex: 150, containerWidth: 400 } },
    Notification: { defaultProps: { closeButtonProps: { 'aria-label': 'Dismiss' } } },
    Popover: { defaultProps: floating },
    // The page's body never scrolls (where room is short, the app's window within it does); locking it restyles every
    // element of the page when a dialog opens and when it closes.
    ModalRoot: { defaultProps: { lockScroll: false } },
    // The page's header is the bar at its top.
    ModalHeader: { defaultProps: { role: 'presentation' } },
    Modal: {
      defaultProps: {
        centered: true,
        radius: 'md',
        overlayProps: { backgroundOpacity: 0.35 },
        closeButtonProps: { 'aria-label': 'Close' },
        lockScroll: false,
      },
      // The header, which stays while the rest scrolls, would cut the ring of a control at the very top.
      styles: { title: { fontWeight: 600, overflowWrap: 'anywhere' }, body: { paddingTop: 4 } },
    },
  },
});
