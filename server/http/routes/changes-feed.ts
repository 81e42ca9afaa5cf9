import { createHash } from 'node:crypto'

import type { Change, ChangeKind } from '#contract/changes.ts'

/** `address` is the absolute URL of the feed. */
export type Feed = { address: string; changes: readonly Change[]; startedAt: string }

const SENTENCES: Record<ChangeKind, (change: Change) => string> = {
  added: () => 'is new',
  removed: () => 'is gone',
  renamed: ({ before }) => `has a new name; it was ${before ?? 'unknown'}`,
  described: () => 'has a new description',
  replaced: ({ candidates }) =>
    `is gone; likely successors: ${candidates.map(({ imageId }) => imageId).join(', ') || 'none'}`,
}

/** An Atom feed (RFC 4287) of changes, newest first. IDs derive from those of the changes and never change. */
export function formatFeed({ address, changes, startedAt }: Feed): string {
  return [
    '<?xml version="1.0" encoding="utf-8"?>',
    '<feed xmlns="http://www.w3.org/2005/Atom">',
    `<id>${urnOf(`feed ${new URL(address).search}`)}</id>`,
    '<title>SWAS Image Browser: changes of images</title>',
    `<updated>${changes[0]?.at ?? startedAt}</updated>`,
    '<author><name>SWAS Image Browser</name></author>',
    `<link rel="self" type="application/atom+xml" href="${escapeXml(address)}"/>`,
    ...changes.map((change) => formatEntry(change, new URL(address).origin)),
    '</feed>',
    '',
  ].join('\n')
}

function formatEntry(change: Change, origin: string): string {
  const { id, at, kind, regionId, imageId, imageName } = change
  const page = `${origin}/images/${encodeURIComponent(regionId)}/${encodeURIComponent(imageId)}`
  const sentence = `${imageName} (${imageId}) in ${regionId} ${SENTENCES[kind](change)}.`
  return [
    '<entry>',
    `<id>${urnOf(`change ${id}`)}</id>`,
    `<title>${escapeXml(`${imageName} · ${regionId} · ${kind}`)}</title>`,
    `<updated>${escapeXml(at)}</updated>`,
    `<link rel="alternate" type="text/html" href="${escapeXml(page)}"/>`,
    `<category term="${kind}"/>`,
    `<content type="text">${escapeXml(sentence)}</content>`,
    '</entry>',
  ].join('\n')
}

/** A UUID derived from a name (RFC 9562, version 8). */
function urnOf(name: string): string {
  const bytes = createHash('sha256').update(name).digest().subarray(0, 16)
  bytes.writeUInt8((bytes.readUInt8(6) & 0x0f) | 0x80, 6)
  bytes.writeUInt8((bytes.readUInt8(8) & 0x3f) | 0x80, 8)
  const hex = bytes.toString('hex')
  return `urn:uuid:${hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5')}`
}

const ENTITIES: Record<string, string> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&apos;',
}

/** Characters that XML 1.0 cannot represent become U+FFFD. */
function escapeXml(text: string): string {
  return text
    .toWellFormed()
    .replaceAll(/[^\t\n\r\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/gu, '\uFFFD')
    .replaceAll(/[&<>"']/g, (character) => ENTITIES[character] ?? '')
}
