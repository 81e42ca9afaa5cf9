import { memoizeByText } from '#contract/memoize.ts'

/** A product and its version, as a description names them: `{ label: 'PHP', value: '8.2' }`. */
export type SoftwareVersion = { label: string; value: string }

/** The products that are recognized, with their spellings as patterns. A longer spelling precedes its prefixes. */
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

/** `8`, `8.0.43`, `2012 R2`, `5.6/7.4/8.2`. All repetitions are bounded, so that matching takes linear time. */
const NUMBER = String.raw`\d{1,4}(?:\.\d{1,5}){0,3}`
const VERSION = String.raw`${NUMBER}(?:\/${NUMBER}){0,5}(?!\.?\d)(?: ?R2\b)?`
/** What separates a product from its version: `PHP 8`, `PHP8`, `PHP-8`, `PHP: 8`, `PHP v8`, `PHP版本8`, `PHP (8`. */
const SEPARATOR = String.raw`[ :_(-]{0,2}(?:版本|version|ver\.|v)?[ :]{0,2}`
/** Follows a number that is a port, a size, a year or a license, not a version. */
const OTHER_UNIT = String.raw`(?! ?(?:端口|port\b|位|-?bit\b|核|个|台|年|月|天|万|%|[KMGT]i?B\b|许可|licen[cs]e))`

const PRODUCT_VERSION = new RegExp(
  `(?<![a-z0-9.])(?:${PRODUCTS.map(([, ...spellings]) => `(${spellings.join('|')})`).join('|')})` +
    `${SEPARATOR}(?<version>${VERSION})${OTHER_UNIT}`,
  'gi',
)

/** A clause with one of these is about other products: the image is compatible with them, supports or replaces them. */
const ABOUT_OTHERS =
  /兼容|支持(?!版)|上游|替代|迁移|升级到|compatible|supports?\b|upstream|successor|instead of|upgrade to/i

/** Bounds what is shown, and the time: each version is compared with all before it. */
const MAX_VERSIONS = 20

/**
 * The products and versions that a Chinese or English description names, without duplicates, in its order. Of `7` and
 * `7.9` of one product only `7.9` stays. Products without a version and clauses about other products are skipped.
 */
export const softwareVersions = memoizeByText((description): readonly SoftwareVersion[] => {
  const versions: SoftwareVersion[] = []
  // NFKC replaces full-width letters, digits and punctuation.
  for (const clause of description.normalize('NFKC').split(/[,;。、!?\n]|\. /)) {
    if (ABOUT_OTHERS.test(clause)) continue
    for (const match of clause.matchAll(PRODUCT_VERSION)) {
      addVersion(versions, readMatch(match))
      if (versions.length === MAX_VERSIONS) return versions
    }
  }
  return versions
})

function readMatch(match: RegExpExecArray): SoftwareVersion {
  const product = match.findIndex((group, index) => index > 0 && group !== undefined) - 1
  return { label: PRODUCTS[product]?.[0] ?? '', value: match.groups?.['version'] ?? '' }
}

function addVersion(versions: SoftwareVersion[], { label, value }: SoftwareVersion): void {
  const known = versions.find(
    (other) => other.label === label && (isPrefix(other.value, value) || isPrefix(value, other.value)),
  )
  if (known === undefined) versions.push({ label, value })
  else if (value.length > known.value.length) known.value = value
}

/** Whether a version is a prefix of another: `7` of `7.9`, but not of `74`. */
function isPrefix(short: string, long: string): boolean {
  return short === long || long.startsWith(`${short}.`)
}
