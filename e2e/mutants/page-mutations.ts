import { controlsOf } from './mutation.ts'

/** Page behavior that only a browser can test. */
export const PAGE_MUTATIONS = [
  ...controlsOf(
    'web/copy/use-copy.ts',
    ['e2e/copy.spec.ts'],
    [['a refused clipboard is not a copy', "setState(isCopied ? 'copied' : 'failed')", "setState('copied')"]],
  ),
  ...controlsOf(
    'web/copy/clipboard.ts',
    ['e2e/copy.spec.ts'],
    [['an ID that could not be copied is selected', 'selection?.addRange(range)', '']],
  ),
  ...controlsOf(
    'web/copy/copy-button.tsx',
    ['e2e/accessible-names.spec.ts'],
    [['copy buttons have names of their own', 'aria-label={label}', 'aria-label={messages.copy.dismiss}']],
  ),
  ...controlsOf(
    'web/copy/manual-copy-dialog.tsx',
    ['e2e/copy.spec.ts'],
    [['text to copy by hand is selected', 'onFocus={({ currentTarget }) => currentTarget.select()}', '']],
  ),
  ...controlsOf(
    'web/copy/stale-copy-notice.tsx',
    ['e2e/stale-copy.spec.ts'],
    [
      [
        'a notice when a copied ID is old',
        'if (fetchedAt === undefined || !isStale) return null',
        'return null',
      ],
    ],
  ),
  ...controlsOf(
    'web/pages/images/filter-chips.tsx',
    ['e2e/browse-and-copy.spec.ts'],
    [['a filter chip removes its filter', '{ ...view, ...without }', '{ ...view }']],
  ),
  ...controlsOf(
    'web/region/use-combobox.ts',
    ['e2e/aria-patterns.spec.ts', 'e2e/composing.spec.ts'],
    [
      [
        'Escape closes the region list',
        "event.key === 'Escape' && isOpen",
        "event.key === 'Escape' && false",
      ],
      [
        'Enter that ends a composition chooses no region',
        'event.nativeEvent.isComposing || event.keyCode === 229',
        'false',
      ],
    ],
  ),
  ...controlsOf(
    'web/region/region-options.tsx',
    ['e2e/aria-patterns.spec.ts'],
    [
      [
        'the region picker filters by the typed text',
        'findRegions(regions, query)',
        "findRegions(regions, '')",
      ],
    ],
  ),
  ...controlsOf(
    'web/ui/live-region.tsx',
    ['e2e/announcements.spec.ts'],
    [['announcements are read as a whole', ' aria-atomic="true"', '']],
  ),
  ...controlsOf(
    'web/pages/images/image-table.tsx',
    ['e2e/aria-patterns.spec.ts'],
    [['the sorted column says so', 'aria-sort={direction}', '']],
  ),
  ...controlsOf(
    'web/ui/search-box.tsx',
    ['e2e/search-field.spec.ts'],
    [['clearing the search returns the focus', 'used.current?.focus()', '']],
  ),
  ...controlsOf(
    'web/routing/use-debounced-search.ts',
    ['e2e/browse-and-copy.spec.ts'],
    [['typing adds no steps to the history', "search: text }, 'replace')", "search: text }, 'push')"]],
  ),
  ...controlsOf(
    'web/lib/browser-storage.ts',
    ['e2e/stored-state.spec.ts'],
    [['tabs share their selection', 'void persist.rehydrate()', 'void 0']],
  ),
  ...controlsOf(
    'web/selection/linked-selection.tsx',
    ['e2e/copy-flows.spec.ts'],
    [['a selection that a link replaced comes back', 'selectImages(before)', '']],
  ),
  ...controlsOf(
    'web/keyboard/use-shortcuts.ts',
    ['e2e/copy-flows.spec.ts'],
    [['shortcuts stay off under a dialog', '        layerOpen,\n', '        layerOpen: false,\n']],
  ),
  ...controlsOf(
    'web/pages/matrix/use-grid-navigation.ts',
    ['e2e/matrix-grid.spec.ts'],
    [
      ['arrow keys move the focus in the matrix', 'target?.focus({ preventScroll: true })', ''],
      ['Enter opens the image of a cell', "?.querySelector('a')?.click()", ''],
    ],
  ),
  ...controlsOf(
    'web/offline/persist-queries.ts',
    ['e2e/offline.spec.ts'],
    [['the last lists open offline', 'queryClient.setQueryData<typeof data>(key, data', 'void (key, data']],
  ),
  ...controlsOf(
    'web/ui/failure-notice.tsx',
    ['e2e/upstream-faults.spec.ts'],
    [
      ['a failure quotes its facts', '<dd>{value}</dd>', '<dd />'],
      ['Try again retries', 'onClick={() => isWaiting || onRetry()}', 'onClick={() => {}}'],
      [
        'a throttled list loads when its wait is over',
        'setTimeout(() => latest.current(),',
        'setTimeout(() => {},',
      ],
    ],
  ),
  ...controlsOf(
    'web/layout/connection-notice.tsx',
    ['e2e/upstream-faults.spec.ts'],
    [
      [
        'the page notices that the server is back',
        'checkHealth(caller.signal).then(back,',
        'checkHealth(caller.signal).then(() => {},',
      ],
    ],
  ),
  ...controlsOf(
    'web/i18n/use-locale.ts',
    ['e2e/preferences.spec.ts'],
    [
      [
        'dates in the chosen time zone',
        'preferences.timeZone) ?? undefined',
        'preferences.timeZone) && undefined',
      ],
    ],
  ),
  ...controlsOf(
    'web/image/catalogue-text.tsx',
    ['e2e/accessible-names.spec.ts'],
    [['Chinese text says that it is Chinese', "isChinese(text) ? 'zh-CN' :", '']],
  ),
  ...controlsOf(
    'web/selection/select-checkbox.tsx',
    ['e2e/copy-flows.spec.ts'],
    [
      [
        "a part of a list selected shows as 'mixed'",
        'box.indeterminate = count > 0 && count < images.length',
        'void box',
      ],
    ],
  ),
]
