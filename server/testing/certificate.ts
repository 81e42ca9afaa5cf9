import { generateKeyPairSync, type KeyObject, randomBytes, sign } from 'node:crypto'

/** A certificate and its key, generated on the fly so that none is in the repository. */
export type TestCertificate = { cert: string; key: string }

export type TestAuthority = {
  ca: string
  /** Issues a certificate for one DNS name, by default valid from an hour ago for two hours. */
  issue(host: string, validity?: { fromMs?: number; toMs?: number }): TestCertificate
}

const HOUR_MS = 3_600_000
const ECDSA_WITH_SHA256 = sequence(oid('2a8648ce3d040302'))

/** Encodes X.509 version 3 by hand, as far as TLS needs it. Source: RFC 5280, section 4.1; X.690 for DER. */
export function createTestAuthority(): TestAuthority {
  const authority = generateKeyPairSync('ec', { namedCurve: 'P-256' })
  const name = distinguishedName('Test authority')
  const now = Date.now()

  function certificate(
    subject: Buffer,
    publicKey: KeyObject,
    extensions: Buffer,
    fromMs: number,
    toMs: number,
  ) {
    const body = sequence(
      context(0, tag(0x02, Buffer.from([2]))),
      tag(0x02, Buffer.concat([Buffer.from([1]), randomBytes(8)])),
      ECDSA_WITH_SHA256,
      name,
      sequence(time(fromMs), time(toMs)),
      subject,
      publicKey.export({ type: 'spki', format: 'der' }),
      context(3, sequence(extensions)),
    )
    const signature = tag(0x03, Buffer.concat([Buffer.from([0]), sign('sha256', body, authority.privateKey)]))
    const base64 = sequence(body, ECDSA_WITH_SHA256, signature).toString('base64')
    return `-----BEGIN CERTIFICATE-----\n${base64.replaceAll(/.{1,64}/g, '$&\n')}-----END CERTIFICATE-----\n`
  }

  const isAuthority = extension('551d13', sequence(tag(0x01, Buffer.from([0xff]))))
  return {
    ca: certificate(name, authority.publicKey, isAuthority, now - HOUR_MS, now + HOUR_MS),
    issue: (host, { fromMs = now - HOUR_MS, toMs = now + HOUR_MS } = {}) => {
      const pair = generateKeyPairSync('ec', { namedCurve: 'P-256' })
      const alternativeName = extension('551d11', sequence(tag(0x82, Buffer.from(host))))
      return {
        cert: certificate(distinguishedName(host), pair.publicKey, alternativeName, fromMs, toMs),
        key: pair.privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
      }
    },
  }
}

function distinguishedName(commonName: string): Buffer {
  return sequence(tag(0x31, sequence(oid('550403'), tag(0x0c, Buffer.from(commonName)))))
}

function extension(id: string, value: Buffer): Buffer {
  return sequence(oid(id), tag(0x04, value))
}

function time(ms: number): Buffer {
  const digits = new Date(ms).toISOString().replaceAll(/[-:T]|\..*/g, '')
  return tag(0x18, Buffer.from(`${digits}Z`))
}

function oid(hex: string): Buffer {
  return tag(0x06, Buffer.from(hex, 'hex'))
}

function context(number: number, content: Buffer): Buffer {
  return tag(0xa0 + number, content)
}

function sequence(...parts: readonly Buffer[]): Buffer {
  return tag(0x30, Buffer.concat(parts))
}

function tag(number: number, content: Buffer): Buffer {
  const { length } = content
  const size = length < 128 ? [length] : length < 256 ? [0x81, length] : [0x82, length >> 8, length & 0xff]
  return Buffer.concat([Buffer.from([number, ...size]), content])
}
