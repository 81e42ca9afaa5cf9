import type { Messages } from '../i18n/en.ts'
import { useMessages } from '../i18n/messages.ts'
import type { NameDifference } from './duplicate-names.ts'
import { typeName } from './filter-images.ts'
import { visibleName } from './image-name.ts'

/** States how an image differs from the others of the same name. */
export function DuplicateNameNote({ difference }: { difference: NameDifference }) {
  const { browse } = useMessages()
  return <bdi>{browse.differs(differenceTexts(difference, browse), difference.idSuffix)}</bdi>
}

function differenceTexts(
  { imageType, platform, versions, phrase }: NameDifference,
  { types }: Messages['browse'],
): string[] {
  const type = imageType === undefined ? undefined : typeName(imageType, types)
  return [type, platform, ...versions.map(({ label, value }) => `${label} ${value}`), phrase]
    .filter((text): text is string => text !== undefined && text !== '')
    .map(visibleName)
}
