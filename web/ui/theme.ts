import { createTheme, type MantineColorsTuple } from '@mantine/core'

/** The brand color: a green-blue that stays calm beside the many colors of product icons. */
const harbor: MantineColorsTuple = [
  '#eaf6f5',
  '#d6ebe9',
  '#abd7d3',
  '#7cc2bb',
  '#55b0a7',
  '#3da59b',
  '#2e9d93',
  '#1f857c',
  '#10746c',
  '#00635b',
]

/** Tinted grays of the dark scheme, from text to lines to surfaces to background, dark enough for surfaces to stand out. */
const dark: MantineColorsTuple = [
  '#e6ebec',
  '#c5cdcf',
  '#a7b1b4',
  '#7f8b8e',
  '#353f42',
  '#2b3437',
  '#232b2d',
  '#191f21',
  '#121718',
  '#0d1112',
]

const CJK = "'PingFang SC', 'Hiragino Sans GB', 'Microsoft YaHei', 'Noto Sans CJK SC', 'Noto Sans SC'"

/** System fonts only: none is downloaded. */
export const theme = createTheme({
  colors: { harbor, dark },
  primaryColor: 'harbor',
  primaryShade: { light: 8, dark: 5 },
  autoContrast: true,
  defaultRadius: 'sm',
  fontFamily: `system-ui, -apple-system, 'Segoe UI', Roboto, ${CJK}, sans-serif`,
  fontFamilyMonospace: `ui-monospace, 'SF Mono', 'Cascadia Mono', 'JetBrains Mono', Consolas, 'DejaVu Sans Mono', ${CJK}, monospace`,
  headings: { fontWeight: '650' },
})
