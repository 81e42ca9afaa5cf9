import type { Messages } from '../i18n/en.ts'
import { useMessages } from '../i18n/messages.ts'
import type { Distinction } from './duplicate-names.ts'
import { visibleName } from './image-name.ts'
import { typeName } from './type-name.ts'

/** What tells an image from the others of its name, in words. */
export function DifferenceNote({ distinction }: { distinction: Distinction }) {
  const { browse } = useMessages()
  return <bdi>{browse.differs(differences(distinction, browse), distinction.idEnd)}</bdi>
}

function differences({ imageType, platform, facts, words }: Distinction, { types }: Messages['browse']) {
  const type = imageType === undefined ? undefined : typeName(imageType, types)
  return [type, platform, ...facts.map(({ label, value }) => `${label} ${value}`), words]
    .filter((part): part is string => part !== undefined && part !== '')
    .map(visibleName)
}
