import { controlsOf } from './mutation.ts'

/** Readability: contrast, width, focus, forced colors and print. */
export const APPEARANCE_MUTATIONS = [
  ...controlsOf(
    'web/global.css',
    ['e2e/accessible-screens.spec.ts'],
    [
      ['contrast of secondary text in light', 'light-dark(#59636b, #a9b1b7)', 'light-dark(#8f999f, #a9b1b7)'],
      ['contrast of secondary text in dark', 'light-dark(#59636b, #a9b1b7)', 'light-dark(#59636b, #59636b)'],
    ],
  ),
  ...controlsOf(
    'web/global.css',
    ['e2e/forced-colors.spec.ts'],
    [
      ['reduced motion', '    transition: none !important;\n    animation: none !important;', ''],
      ['no controls in print', '  details {\n    display: none !important;', '  details {'],
    ],
  ),
  ...controlsOf(
    'web/ui/print-table.tsx',
    ['e2e/forced-colors.spec.ts'],
    [['paper gets the whole list', "PRINT.addEventListener('change', change)", '']],
  ),
  ...controlsOf(
    'web/layout/layout.module.css',
    ['e2e/reflow.spec.ts'],
    [['the navigation fits a narrow page', '  overflow-x: auto;\n  scrollbar-width: none;', '']],
  ),
  ...controlsOf(
    'web/ui/use-scroll-padding.ts',
    ['e2e/focus-in-sight.spec.ts'],
    [
      [
        'the selection bar never covers the focus',
        'style.scrollPaddingBlockEnd = `${element.offsetHeight + GAP_PX}px`',
        '',
      ],
    ],
  ),
  ...controlsOf(
    'web/layout/layout.module.css',
    ['e2e/accessible-screens.spec.ts'],
    [
      [
        'contrast on a narrow screen',
        '    font-size: var(--mantine-font-size-sm);\n    flex: 1;',
        '    color: light-dark(#ccc, #444);\n    flex: 1;',
      ],
    ],
  ),
  ...controlsOf(
    'web/i18n/zh-cn/browse.ts',
    ['e2e/accessible-screens.spec.ts'],
    [['the refresh button has a name in Chinese', '`刷新 ${region}`', 'region.slice(0, 0)']],
  ),
  ...controlsOf(
    'web/layout/layout.module.css',
    ['e2e/forced-colors.spec.ts'],
    [['the current page is visible in forced colors', 'outline: 2px solid Highlight;', '']],
  ),
]
