import fc from 'fast-check'
import { describe, expect, test } from 'vitest'

import { softwareVersions } from './software-versions.ts'

const textsOf = (description: string) =>
  softwareVersions(description).map(({ label, value }) => `${label} ${value}`)

describe('the software versions of a description', () => {
  test.each([
    [
      '该镜像基于CentOS 7.9，PHP 7.4，MySQL 5.7，Apache 2.4。',
      ['CentOS 7.9', 'PHP 7.4', 'MySQL 5.7', 'Apache 2.4'],
    ],
    [
      '全球使用最广的开源建站与博客程序。该镜像基于Alibaba Cloud Linux 3，PHP 8.2，MySQL 8.0，Nginx 1.26。',
      ['Alibaba Cloud Linux 3', 'PHP 8.2', 'MySQL 8.0', 'Nginx 1.26'],
    ],
    [
      'This image is built on Ubuntu 22.04 with PHP 8.2, MySQL 8.0 and Nginx 1.24.',
      ['Ubuntu 22.04', 'PHP 8.2', 'MySQL 8.0', 'Nginx 1.24'],
    ],
    [
      '已启用IIS并开放远程桌面。该镜像基于Windows Server 2019，IIS 10.0，SQL Server 2019 Express。',
      ['Windows Server 2019', 'IIS 10.0', 'SQL Server 2019'],
    ],
    [
      '该镜像基于CentOS 7.9，OpenJDK 8，Tomcat 9.0，MySQL 5.7。',
      ['CentOS 7.9', 'OpenJDK 8', 'Tomcat 9.0', 'MySQL 5.7'],
    ],
    [
      '预装JDK 1.8、Redis 6.2、PostgreSQL 15和MariaDB 10.11',
      ['JDK 1.8', 'Redis 6.2', 'PostgreSQL 15', 'MariaDB 10.11'],
    ],
    ['Windows Server 2012 R2数据中心版64位中文版', ['Windows Server 2012 R2']],
    ['宝塔Linux面板 9.2.0，系统为Debian 12.10', ['BT Panel 9.2.0', 'Debian 12.10']],
    [
      '基于CentOS Stream 9与Docker CE 26.1.3，另有Docker Compose 2.29',
      ['CentOS Stream 9', 'Docker 26.1.3', 'Docker Compose 2.29'],
    ],
    ['64位Rocky Linux 9.6，默认提供Python 3.12', ['Rocky Linux 9.6', 'Python 3.12']],
  ])('%s', (description, facts) => {
    expect(textsOf(description)).toEqual(facts)
  })

  test.each([
    ['PHP7.4', 'PHP 7.4'],
    ['php-7.4', 'PHP 7.4'],
    ['PHP：７.４', 'PHP 7.4'],
    ['PHP版本7.4', 'PHP 7.4'],
    ['PHP version 7.4', 'PHP 7.4'],
    ['PHP（7.4）', 'PHP 7.4'],
    ['PHP 5.6/7.4/8.2', 'PHP 5.6/7.4/8.2'],
    ['NodeJS v18.20', 'Node.js 18.20'],
    ['Node.js 22', 'Node.js 22'],
    ['Apache Tomcat 10.1', 'Tomcat 10.1'],
    ['阿里云Linux 3', 'Alibaba Cloud Linux 3'],
    ['.NET Framework 4.8', '.NET Framework 4.8'],
  ])('%s is read as %s', (description, fact) => {
    expect(textsOf(description)).toEqual([fact])
  })

  test.each([
    ['a system that it resembles', '龙蜥社区发布的开源操作系统，与CentOS 8二进制兼容'],
    ['a system that it is compatible with', 'A community rebuild compatible with CentOS 8'],
    ['products that it can install', '支持一键部署IIS、Nginx与MySQL'],
    ['a name without a version', '适合部署各类PHP程序，使用MySQL'],
    ['a port', 'Redis 6379端口默认关闭'],
    ['the width of a word', 'Ubuntu 64位'],
    ['a size', 'MySQL 10 GB'],
    ['a license', 'Apache 2.0许可'],
    ['a language within another', 'JavaScript 5，phpMyAdmin 5'],
    ['a product whose name ends in that of another', 'IronPython 3.4，ASP.NET 4.8'],
    ['nothing', ''],
  ])('are not taken from %s', (_, description) => {
    expect(softwareVersions(description)).toEqual([])
  })

  test('a version named twice is listed once, as the more exact one', () => {
    expect(textsOf('64位CentOS 7.9，CentOS 7系列的最后一个版本')).toEqual(['CentOS 7.9'])
    expect(textsOf('MySQL 8.4长期支持版。该镜像基于Ubuntu 24.04，MySQL 8.4.6。')).toEqual([
      'MySQL 8.4.6',
      'Ubuntu 24.04',
    ])
  })

  test('two versions of one product are both listed', () => {
    expect(textsOf('PHP 7.4，PHP 8.2')).toEqual(['PHP 7.4', 'PHP 8.2'])
  })

  test('are 20 at most', () => {
    const many = Array.from({ length: 2000 }, (_, index) => `PHP ${index}`).join('，')
    expect(textsOf(many)).toEqual(Array.from({ length: 20 }, (_, index) => `PHP ${index}`))
  })

  test('occur in the description', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 300 }), (description) => {
        for (const { label, value } of softwareVersions(description)) {
          expect(label).not.toBe('')
          expect(description.normalize('NFKC')).toContain(value)
        }
      }),
    )
  })

  test.each(['PHP ', 'PHP 1.', 'PHP 1/', '1.', 'CentOS', 'PHP-', '宝塔'])(
    'are found after 200,000 characters of %j',
    (part) => {
      const long = part.repeat(Math.ceil(200_000 / part.length))
      expect(softwareVersions(`${long}，Redis 6.2`).at(-1)).toEqual({ label: 'Redis', value: '6.2' })
    },
  )
})
