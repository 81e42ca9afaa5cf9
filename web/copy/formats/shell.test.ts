import fc from 'fast-check'
import { parse } from 'unbash'
import { describe, expect, test } from 'vitest'

import { distinctImages } from './format.ts'
import type { CopiedImage } from './format.ts'
import { CUSTOM, hostileImages, LIVE, SAMPLE, WORDPRESS, WORDPRESS_ABROAD } from './formats.fixtures.ts'
import { snippetOf } from './formats.ts'
import type { CopyFormatId } from './formats.ts'

const write = (id: CopyFormatId, images: readonly CopiedImage[], context = LIVE) =>
  snippetOf(id, images, context).text

const SHELL_FORMATS = ['cli', 'cli-legacy', 'env', 'curl'] as const

/** The words of each command as a shell parses them, assignments as `name=value`. Throws if anything is not a simple command. */
function commandsOf(script: string): string[][] {
  const { commands, errors } = parse(script)
  expect(errors ?? []).toEqual([])
  return commands.map(({ command, redirects }) => {
    if (command.type !== 'Command') throw new Error(`${command.type} in ${script}`)
    expect(redirects.concat(command.redirects)).toEqual([])
    const words = (command.name ? [command.name] : []).concat(command.suffix)
    const inert = new Set(['Literal', 'SingleQuoted'])
    for (const { parts } of words) {
      expect(parts?.filter(({ type }) => !inert.has(type)) ?? []).toEqual([])
    }
    const assignments = command.prefix.map(({ name, value }) => `${name}=${value?.value}`)
    return assignments.concat(words.map(({ value }) => value))
  })
}

/** The value after an option. */
const optionOf = (words: readonly string[], option: string) => words[words.indexOf(option) + 1]

describe.each(SHELL_FORMATS)('%s', (id) => {
  test('contains only comments and simple commands, even for a shell without comments', () => {
    fc.assert(
      fc.property(hostileImages, (images) => {
        const text = write(id, images)
        const plain = commandsOf(text)
        const withoutComments = commandsOf(text.replaceAll(/^# /gm, 'comment '))
        expect(withoutComments.filter(([name]) => name !== 'comment')).toEqual(plain)
        for (const words of withoutComments) if (words[0] === 'comment') expect(words).toHaveLength(2)
      }),
    )
  })

  test('states image, region and time, and that sample IDs are not real', () => {
    const text = write(id, [CUSTOM], SAMPLE)
    expect(text).toContain(
      "# 'Region: cn-hangzhou | As of: 2026-11-24T09:00:00.000Z | Type: custom | Platform: Windows | Image: 生产环境 备份'",
    )
    expect(text).toContain('SAMPLE DATA: these image IDs are not real.')
    expect(write(id, [CUSTOM])).not.toContain('SAMPLE')
  })
})

describe.each([
  ['cli', '--biz-region-id', '--image-id', '--plan-id'],
  ['cli-legacy', '--RegionId', '--ImageId', '--PlanId'],
] as const)('%s', (id, region, image, plan) => {
  test('passes each image through the shell unchanged', () => {
    fc.assert(
      fc.property(hostileImages, (images) => {
        const commands = commandsOf(write(id, images))
        const found = commands.map((words) =>
          [region, image, plan, '--region'].map((name) => optionOf(words, name)),
        )
        expect(found).toEqual(
          distinctImages(images).map(({ regionId, imageId }) => [regionId, imageId, '<PLAN_ID>', regionId]),
        )
      }),
    )
  })
})

describe('the aliyun command line', () => {
  test('with the plugin', () => {
    expect(commandsOf(write('cli', [WORDPRESS])).map((words) => words.join(' '))).toEqual([
      'aliyun swas-open create-instances --region cn-hangzhou --biz-region-id cn-hangzhou --image-id 794c230fd3e64ea19f83f4d7a0adbbbb --plan-id <PLAN_ID> --period 1 --amount 1 --auto-renew false',
    ])
  })

  test('without plugins', () => {
    expect(commandsOf(write('cli-legacy', [WORDPRESS])).map((words) => words.join(' '))).toEqual([
      'aliyun --force swas-open CreateInstances --version 2020-06-01 --endpoint swas.cn-hangzhou.aliyuncs.com --region cn-hangzhou --RegionId cn-hangzhou --ImageId 794c230fd3e64ea19f83f4d7a0adbbbb --PlanId <PLAN_ID> --Period 1 --Amount 1 --AutoRenew false',
    ])
  })
})

describe('environment variables', () => {
  test('one image is SWAS_IMAGE_ID', () => {
    expect(commandsOf(write('env', [WORDPRESS]))).toEqual([
      ['SWAS_IMAGE_ID=794c230fd3e64ea19f83f4d7a0adbbbb'],
    ])
  })

  test('several images get one variable each, named after image and region', () => {
    expect(commandsOf(write('env', [WORDPRESS, WORDPRESS_ABROAD, CUSTOM])).flat()).toEqual([
      `SWAS_IMAGE_ID_WORDPRESS_6_4_CN_HANGZHOU=${WORDPRESS.imageId}`,
      `SWAS_IMAGE_ID_WORDPRESS_6_4_US_WEST_1=${WORDPRESS_ABROAD.imageId}`,
      `SWAS_IMAGE_ID_IMAGE_CN_HANGZHOU=${CUSTOM.imageId}`,
    ])
  })

  test('keep every ID, whatever the names', () => {
    fc.assert(
      fc.property(hostileImages, (images) => {
        const variables = commandsOf(write('env', images))
          .flat()
          .map((text) => /^(\w+)=(.*)$/s.exec(text))
        expect(variables.map((match) => match?.[2])).toEqual(
          distinctImages(images).map(({ imageId }) => imageId),
        )
        expect(new Set(variables.map((match) => match?.[1])).size).toBe(variables.length)
      }),
    )
  })
})

describe('fetching the list with curl', () => {
  const addressesOf = (text: string) => commandsOf(text).map((words) => new URL(words.at(-1) ?? ''))

  test('calls our API with its header, and shows the upstream call without secrets', () => {
    const text = write('curl', [WORDPRESS])
    expect(commandsOf(text)).toEqual([
      [
        'curl',
        '-fsS',
        '-H',
        'X-Console: 1',
        'http://127.0.0.1:3000/api/images?region=cn-hangzhou&type=app&ids=794c230fd3e64ea19f83f4d7a0adbbbb',
      ],
    ])
    expect(text).toContain(
      'POST https://swas.cn-hangzhou.aliyuncs.com/ | x-acs-action: ListImages | x-acs-version: 2020-06-01 | RegionId=cn-hangzhou | ImageType=app | ImageIds=["794c230fd3e64ea19f83f4d7a0adbbbb"]',
    )
    expect(text).not.toMatch(/signature|accesskey|secret/i)
  })

  test('sends one call per region and 50 images, the limit of ListImages and our API', () => {
    const many = Array.from({ length: 51 }, (_, index) => ({ ...WORDPRESS, imageId: `m-${index}` }))
    const addresses = addressesOf(write('curl', [...many, WORDPRESS_ABROAD]))
    expect(addresses.map(({ searchParams }) => searchParams.get('ids')?.split(',').length)).toEqual([
      50, 1, 1,
    ])
    expect(addresses.map(({ searchParams }) => searchParams.get('region'))).toEqual([
      'cn-hangzhou',
      'cn-hangzhou',
      'us-west-1',
    ])
  })

  test('omits the type if the images have several', () => {
    expect(addressesOf(write('curl', [WORDPRESS, CUSTOM]))[0]?.searchParams.has('type')).toBe(false)
  })

  /** The endpoint and parameters of the upstream call in the comment. */
  const signedCallsOf = (text: string) =>
    [...text.matchAll(/^# 'Behind it: POST (\S+) \| (.*)'$/gm)].map(([, address = '', facts = '']) => {
      const parts = facts.split(' | ').map((fact) => /^([^:=]+)(?:: |=)(.*)$/s.exec(fact))
      const read = parts.map((match) => [match?.[1] ?? '', decodeURIComponent(match?.[2] ?? '')] as const)
      return { address, ...Object.fromEntries(read) }
    })

  test('shows the upstream call with every parameter, whatever the IDs are', () => {
    fc.assert(
      fc.property(hostileImages, (images) => {
        const regions = Map.groupBy(distinctImages(images), ({ regionId }) => regionId)
        const text = write('curl', images)
        const calls = [...regions].map(([regionId, ofRegion]) => {
          const types = new Set(ofRegion.map(({ imageType }) => imageType))
          const [type = ''] = types.size === 1 ? types : []
          return {
            address: `https://swas.${regionId}.aliyuncs.com/`,
            'x-acs-action': 'ListImages',
            'x-acs-version': '2020-06-01',
            RegionId: regionId,
            ...(['system', 'app', 'custom'].includes(type) && { ImageType: type }),
            ImageIds: JSON.stringify(ofRegion.map(({ imageId }) => imageId)),
          }
        })
        expect(signedCallsOf(text)).toEqual(calls)
        expect(addressesOf(text).map(({ searchParams }) => searchParams.get('type'))).toEqual(
          calls.map(({ ImageType }) => ImageType ?? null),
        )
      }),
    )
  })

  test('covers every image', () => {
    fc.assert(
      fc.property(hostileImages, (images) => {
        const asked = addressesOf(write('curl', images)).map(({ searchParams }) =>
          [searchParams.get('region'), searchParams.get('ids')].join(),
        )
        const regions = Map.groupBy(distinctImages(images), ({ regionId }) => regionId)
        const meant = [...regions].map(([regionId, ofRegion]) =>
          [regionId, ...ofRegion.map(({ imageId }) => imageId)].join(),
        )
        expect(asked).toEqual(meant)
      }),
    )
  })
})
