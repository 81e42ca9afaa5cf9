import { type Goal, isMet, ratioOf, type Row } from './row.ts'
import { median } from './statistics.ts'

const HEAD = ['what', 'ours', 'lower bound', 'ratio', 'naive', 'goal', 'met']

/** The rows as a Markdown table, readable in a terminal. Each figure is a median (minimum-maximum). */
export function formatTable(rows: readonly Row[]): string {
  const lines = [HEAD, ...rows.map(cellsOf)]
  const widths = HEAD.map((_, column) => Math.max(...lines.map((line) => line[column]?.length ?? 0)))
  const print = (line: readonly string[]) =>
    `| ${line.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join(' | ')} |`
  const [head = [], ...body] = lines
  const notes = rows.flatMap(({ what, note }) => (note === undefined ? [] : [`- ${what}: ${note}`]))
  return [
    print(head),
    print(widths.map((width) => '-'.repeat(width))),
    ...body.map(print),
    '',
    ...notes,
  ].join('\n')
}

function cellsOf(row: Row): string[] {
  const ratio = ratioOf(row)
  const met = isMet(row)
  return [
    row.what,
    formatFigures(row.ours, row.unit),
    formatFigures(row.bound, row.unit),
    Number.isNaN(ratio) ? '' : ratio.toFixed(2),
    formatFigures(row.naive, row.unit),
    formatGoal(row.goal, row.unit),
    met === null ? '' : met ? 'yes' : 'NO',
  ]
}

function formatFigures(figures: readonly number[] | undefined, unit: string): string {
  if (figures === undefined || figures.length === 0) return ''
  const middle = `${formatNumber(median(figures))} ${unit}`.trimEnd()
  return figures.length === 1
    ? middle
    : `${middle} (${formatNumber(Math.min(...figures))}-${formatNumber(Math.max(...figures))})`
}

function formatGoal({ atMost, atLeast, ratioAtMost, ratioAtLeast }: Goal = {}, unit: string): string {
  return [
    atMost !== undefined && `≤ ${formatNumber(atMost)} ${unit}`.trimEnd(),
    atLeast !== undefined && `≥ ${formatNumber(atLeast)} ${unit}`.trimEnd(),
    ratioAtMost !== undefined && `≤ ${ratioAtMost} ×`,
    ratioAtLeast !== undefined && `≥ ${ratioAtLeast} ×`,
  ]
    .filter((part) => part !== false)
    .join(', ')
}

/** Three significant digits, or the whole number. */
function formatNumber(figure: number): string {
  return Math.abs(figure) >= 100 ? figure.toFixed(0) : String(Number(figure.toPrecision(3)))
}
