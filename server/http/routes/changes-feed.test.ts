import { expect, test } from 'vitest'

import { CHANGE_KINDS, type Change } from '#contract/changes.ts'

import { formatFeed } from './changes-feed.ts'

const CHANGE: Change = {
  id: 'c-1',
  at: '2026-11-24T00:00:00.000Z',
  kind: 'renamed',
  regionId: 'cn-hangzhou',
  imageId: 'm-1',
  imageName: 'Debian',
  imageType: 'system',
  platform: 'Linux',
  before: 'Old',
  candidates: [],
}
const FEED = {
  address: 'http://127.0.0.1:8080/api/changes.atom?type=app&q=%22',
  startedAt: '2026-11-23T00:00:00.000Z',
}

const idsOf = (feed: string) => [...feed.matchAll(/<id>(.*?)<\/id>/g)].map(([, id]) => id)

test('a feed has the elements that RFC 4287 requires', () => {
  expect(formatFeed({ ...FEED, changes: [CHANGE] })).toMatchInlineSnapshot(`
    "<?xml version="1.0" encoding="utf-8"?>
    <feed xmlns="http://www.w3.org/2005/Atom">
    <id>urn:uuid:a441f9ba-d723-8328-a297-ee0e96a5427c</id>
    <title>SWAS Image Browser: changes of images</title>
    <updated>2026-11-24T00:00:00.000Z</updated>
    <author><name>SWAS Image Browser</name></author>
    <link rel="self" type="application/atom+xml" href="http://127.0.0.1:8080/api/changes.atom?type=app&amp;q=%22"/>
    <entry>
    <id>urn:uuid:1346ee3b-cbd4-8132-a845-72fe519e5deb</id>
    <title>Debian · cn-hangzhou · renamed</title>
    <updated>2026-11-24T00:00:00.000Z</updated>
    <link rel="alternate" type="text/html" href="http://127.0.0.1:8080/images/cn-hangzhou/m-1"/>
    <category term="renamed"/>
    <content type="text">Debian (m-1) in cn-hangzhou has a new name; it was Old.</content>
    </entry>
    </feed>
    "
  `)
})

test('IDs are stable, and differ between changes and between feeds', () => {
  const feed = formatFeed({ ...FEED, changes: [CHANGE, { ...CHANGE, id: 'c-2' }] })
  expect(idsOf(formatFeed({ ...FEED, changes: [CHANGE, { ...CHANGE, id: 'c-2' }] }))).toEqual(idsOf(feed))
  const other = formatFeed({ ...FEED, address: 'http://127.0.0.1:8080/api/changes.atom', changes: [] })
  expect(new Set([...idsOf(feed), ...idsOf(other)]).size).toBe(4)
  for (const id of idsOf(feed)) {
    expect(id).toMatch(/^urn:uuid:[\da-f]{8}-[\da-f]{4}-8[\da-f]{3}-[89ab][\da-f]{3}-[\da-f]{12}$/)
  }
})

test('a feed without changes has the time of the server’s first read as its update time', () => {
  expect(formatFeed({ ...FEED, changes: [] })).toContain('<updated>2026-11-23T00:00:00.000Z</updated>')
})

test('every kind of change has its own text', () => {
  for (const kind of CHANGE_KINDS) {
    expect(formatFeed({ ...FEED, changes: [{ ...CHANGE, kind }] })).toMatch(
      /Debian \(m-1\) in cn-hangzhou (?:is|has) /,
    )
  }
})

test('names are escaped in the XML', () => {
  const imageName = ']]></title><script>&"\'\0\u0008\uFFFE\uD800 é国🐧'
  const feed = formatFeed({ ...FEED, changes: [{ ...CHANGE, imageName, imageId: '"><x' }] })
  expect(feed).not.toContain('<script>')
  for (const character of ['\0', '\u0008', '\uFFFE', '\uD800 ']) expect(feed).not.toContain(character)
  expect(feed).toContain('é国🐧')
})
