import { remembered } from './remembered.ts'

/** A version that a description names: `{ label: 'PHP', value: '8.2' }`. */
export type Fact = { label: string; value: string }

/** What a chip may name, with the spellings that descriptions use; of two that begin alike the longer one comes first. */
const PRODUCTS: readonly (readonly [label: string, ...spellings: string[]])[] = [
  ['Alibaba Cloud Linux', 'Alibaba Cloud Linux', 'Aliyun Linux', '阿里云 ?Linux'],
  ['Anolis OS', 'Anolis ?OS', '龙蜥操作系统'],
  ['CentOS Stream', 'CentOS Stream'],
  ['CentOS', 'CentOS(?: Linux)?'],
  ['Ubuntu', 'Ubuntu(?: Server)?'],
  ['Debian', 'Debian(?: GNU/Linux)?'],
  ['AlmaLinux', 'Alma ?Linux(?: OS)?'],
  ['Rocky Linux', 'Rocky ?Linux'],
  ['openEuler', 'openEuler'],
  ['Fedora', 'Fedora(?: Server)?'],
  ['openSUSE Leap', 'openSUSE Leap'],
  ['FreeBSD', 'FreeBSD'],
  ['Windows Server', 'Windows Server'],
  ['SQL Server', '(?:Microsoft |MS ?)?SQL ?Server'],
  ['IIS', 'IIS'],
  ['.NET Framework', String.raw`\.NET Framework`],
  ['.NET', String.raw`\.NET(?: Core)?`],
  ['PHP', 'PHP'],
  ['MySQL', 'MySQL(?: Server)?'],
  ['MariaDB', 'MariaDB(?: Server)?'],
  ['PostgreSQL', 'PostgreSQL', 'Postgres'],
  ['MongoDB', 'MongoDB'],
  ['Redis', 'Redis'],
  ['SQLite', 'SQLite'],
  ['Memcached', 'Memcached'],
  ['Elasticsearch', 'Elasticsearch'],
  ['Apache', 'Apache(?: ?httpd)?', 'httpd'],
  ['Nginx', 'Nginx'],
  ['OpenResty', 'OpenResty'],
  ['Caddy', 'Caddy'],
  ['Tomcat', 'Tomcat'],
  ['Node.js', String.raw`Node(?:\.?js)?`],
  ['Python', 'Python'],
  ['OpenJDK', 'OpenJDK'],
  ['JDK', '(?:Oracle )?JDK'],
  ['Java', 'Java(?: SE)?'],
  ['Ruby', 'Ruby'],
  ['Go', 'Golang', String.raw`Go(?= ?1\.)`],
  ['Docker Compose', 'Docker[ -]?Compose'],
  ['Docker', 'Docker(?: ?CE| Engine)?'],
  ['K3s', 'K3s'],
  ['Kubernetes', 'Kubernetes'],
  ['BT Panel', '宝塔 ?(?:Linux|Windows)? ?面板', 'BT[ -]?Panel'],
]

/** `8`, `8.0.43`, `2012 R2`, `5.6/7.4/8.2`. Each repetition is bounded, so that the time grows with the text only. */
const NUMBER = String.raw`\d{1,4}(?:\.\d{1,5}){0,3}`
const VERSION = String.raw`${NUMBER}(?:\/${NUMBER}){0,5}(?!\.?\d)(?: ?R2\b)?`
/** What stands between a product and its version: `PHP 8`, `PHP8`, `PHP-8`, `PHP: 8`, `PHP v8`, `PHP版本8`, `PHP (8`. */
const BETWEEN = String.raw`[ :_(-]{0,2}(?:版本|version|ver\.|v)?[ :]{0,2}`
/** A number that counts something else: a port, a size, a year, a license. */
const NO_VERSION = String.raw`(?! ?(?:端口|port\b|位|-?bit\b|核|个|台|年|月|天|万|%|[KMGT]i?B\b|许可|licen[cs]e))`

const FACT = new RegExp(
  `(?<![a-z0-9.])(?:${PRODUCTS.map(([, ...spellings]) => `(${spellings.join('|')})`).join('|')})` +
    `${BETWEEN}(?<version>${VERSION})${NO_VERSION}`,
  'gi',
)

/** What a part of a sentence says of others: that the image resembles them, supports them, or may be moved to them. */
const ABOUT_OTHERS =
  /兼容|支持(?!版)|上游|替代|迁移|升级到|compatible|supports?\b|upstream|successor|instead of|upgrade to/i

/** Most facts of one description: more would hide it, and each new one is compared with all before. */
const MOST_FACTS = 20

/**
 * The products and versions that a Chinese or English description names, in its order, each once: `7` and `7.9` of one
 * product are one fact, the more exact. Only versions count, and only what the image holds: "compatible with CentOS 8" is none.
 */
export const factsOf = remembered((description): readonly Fact[] => {
  const facts: Fact[] = []
  // Full-width letters, digits and punctuation become plain ones.
  for (const clause of description.normalize('NFKC').split(/[,;。、!?\n]|\. /)) {
    if (ABOUT_OTHERS.test(clause)) continue
    for (const match of clause.matchAll(FACT)) {
      add(facts, factOf(match))
      if (facts.length === MOST_FACTS) return facts
    }
  }
  return facts
})

function factOf(match: RegExpExecArray): Fact {
  const product = match.findIndex((group, index) => index > 0 && group !== undefined) - 1
  return { label: PRODUCTS[product]?.[0] ?? '', value: match.groups?.['version'] ?? '' }
}

function add(facts: Fact[], { label, value }: Fact): void {
  const known = facts.find(
    (fact) => fact.label === label && (isPart(fact.value, value) || isPart(value, fact.value)),
  )
  if (known === undefined) facts.push({ label, value })
  else if (value.length > known.value.length) known.value = value
}

/** Whether `7` is the beginning of `7.9`; it is not that of `74`. */
function isPart(short: string, long: string): boolean {
  return short === long || long.startsWith(`${short}.`)
}
