import { whenIdle } from '../api/when-idle.ts'
import { prepareCopyByHand } from '../copy/copy-by-hand-host.tsx'
import { prepareCopyMenu } from '../copy/copy-menu.tsx'
import { prepareCopyPreview } from '../copy/copy-preview-host.tsx'
import { prepareStaleCopy } from '../copy/stale-copy-host.tsx'
import { prepareLayers } from '../keyboard/layers.tsx'
import { prepareChoiceMenu } from '../menu/choice-menu.tsx'
import { prepareSelectionBar } from '../selection/selection-bar-host.tsx'

/** Loads ahead, after the first view, what its next click or key may ask for: nobody has to wait for it then. */
export function prepareNext() {
  whenIdle(() => {
    for (const prepare of [
      prepareStaleCopy,
      prepareSelectionBar,
      prepareCopyMenu,
      prepareChoiceMenu,
      prepareCopyPreview,
      prepareCopyByHand,
      prepareLayers,
    ])
      prepare()
  })
}
