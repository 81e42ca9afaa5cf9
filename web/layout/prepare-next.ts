import { prepareCopyPreview } from '../copy/copy-dialog-host.tsx'
import { preloadCopyMenu } from '../copy/copy-menu.tsx'
import { prepareCopyByHand } from '../copy/manual-copy-host.tsx'
import { prepareStaleCopy } from '../copy/stale-copy-host.tsx'
import { whenIdle } from '../lib/idle.ts'
import { prepareSelectionBar } from '../selection/selection-bar-host.tsx'
import { preloadChoiceMenu } from '../ui/choice-menu.tsx'
import { prepareLayers } from './layers.tsx'

/** Loads ahead, after the first view, what its next click or key may ask for: nobody has to wait for it then. */
export function prepareNext() {
  whenIdle(() => {
    for (const prepare of [
      prepareStaleCopy,
      prepareSelectionBar,
      preloadCopyMenu,
      preloadChoiceMenu,
      prepareCopyPreview,
      prepareCopyByHand,
      prepareLayers,
    ])
      prepare()
  })
}
