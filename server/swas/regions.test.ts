import { describe, expect, test } from 'vitest'

import { createRegionTable } from './regions.ts'

const STRANGERS = [
  'x@100.100.100.200/',
  'evil.com/#',
  'evil.com/?',
  'evil.com\\',
  'cn-hangzhou.evil.com',
  '..',
  'cn\thangzhou',
  'cn-hangzhou\0',
  'cn-hangzhou\r\nX:y',
  'ｃn-hangzhou',
  'CN-HANGZHOU',
  ' cn-hangzhou',
  '',
  'a'.repeat(300),
  '__proto__',
  'constructor',
  'toString',
  'oss-cn-hangzhou',
  'oss-accelerate',
  'cn-hangzhou.log',
]

function reported(regionId: string, endpoint = `swas.${regionId}.aliyuncs.com`, localName = regionId) {
  return { regionId, localName, endpoint }
}

describe('the table of regions', () => {
  test('has 27 regions, each with its own host, a group, and names in both languages', () => {
    const regions = createRegionTable().list()
    expect(regions).toHaveLength(27)
    expect(new Set(regions.map(({ endpoint }) => endpoint)).size).toBe(27)
    for (const { regionId, endpoint, names } of regions) {
      expect(endpoint).toBe(`swas.${regionId}.aliyuncs.com`)
      expect(names['en-US']).toMatch(/[a-z]/)
      expect(names['zh-CN']).toMatch(/\p{Script=Han}/u)
    }
  })

  test('counts every cn region except Hong Kong as Chinese mainland', () => {
    const regions = createRegionTable().list()
    const mainland = regions.filter(({ group }) => group === 'mainland').map(({ regionId }) => regionId)
    expect(mainland).toHaveLength(14)
    expect(mainland.every((regionId) => regionId.startsWith('cn-'))).toBe(true)
    expect(mainland).not.toContain('cn-hongkong')
  })

  test('marks the two regions that are being shut down', () => {
    const closing = createRegionTable()
      .list()
      .filter((region) => region.closing)
    expect(closing.map(({ regionId }) => regionId)).toEqual(['cn-nanjing', 'cn-fuzhou'])
  })

  test.each(STRANGERS)('has no host for %j, even if ListRegions names it', (regionId) => {
    const regions = createRegionTable()
    expect(regions.hostOf(regionId)).toBeUndefined()
    regions.merge([reported(regionId)], 'en-US')
    expect(regions.hostOf(regionId)).toBeUndefined()
  })
})

describe('a response of ListRegions', () => {
  test('adds a new region whose endpoint is exactly its own', () => {
    const regions = createRegionTable()
    regions.merge([reported('ap-south-1', undefined, 'India (Mumbai)')], 'en-US')
    regions.merge([reported('ap-south-1', undefined, '印度（孟买）')], 'zh-CN')
    expect(regions.hostOf('ap-south-1')).toBe('swas.ap-south-1.aliyuncs.com')
    expect(regions.list().at(-1)).toMatchObject({
      names: { 'en-US': 'India (Mumbai)', 'zh-CN': '印度（孟买）' },
      group: 'elsewhere',
    })
  })

  test.each([
    'swas.ap-south-1.aliyuncs.com.evil.example',
    'swas.cn-hangzhou.aliyuncs.com',
    'swas-vpc.ap-south-1.aliyuncs.com',
    'SWAS.ap-south-1.aliyuncs.com',
    '100.100.100.200',
    '',
  ])('adds no region whose endpoint is %j', (endpoint) => {
    const regions = createRegionTable()
    regions.merge([reported('ap-south-1', endpoint)], 'en-US')
    expect(regions.hostOf('ap-south-1')).toBeUndefined()
  })

  test('never changes the host of a known region', () => {
    const regions = createRegionTable()
    regions.merge([reported('cn-hangzhou', '100.100.100.200')], 'en-US')
    expect(regions.hostOf('cn-hangzhou')).toBe('swas.cn-hangzhou.aliyuncs.com')
  })

  test('shows by its Chinese names which regions are shutting down', () => {
    const regions = createRegionTable()
    const closing = () =>
      regions
        .list()
        .filter((region) => region.closing)
        .map(({ regionId }) => regionId)
    regions.merge(
      [
        reported('cn-heyuan', undefined, '华南2（河源）关停中'),
        reported('cn-fuzhou', undefined, '华东6（福州）'),
      ],
      'zh-CN',
    )
    expect(closing()).toEqual(['cn-heyuan', 'cn-nanjing'])
    regions.merge([reported('cn-heyuan', undefined, 'China (Heyuan)')], 'en-US')
    expect(closing()).toEqual(['cn-heyuan', 'cn-nanjing'])
  })

  test('cannot grow the table without limit', () => {
    const regions = createRegionTable()
    const letters = 'abcdefghijklmnopqrst'.split('')
    const many = letters.flatMap((a) => letters.map((b) => reported(`ap-${a}${b}`)))
    regions.merge(many, 'en-US')
    expect(regions.list()).toHaveLength(100)
  })
})
