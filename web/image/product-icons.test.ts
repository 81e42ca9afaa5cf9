import { expect, test } from 'vitest'

import { productIconPath } from './product-icons.ts'

test.each(['Ubuntu', 'Debian', 'CentOS', 'CentOS Stream', 'WordPress', 'Docker', 'Node.js', '1Panel', 'K3s'])(
  '%s has an icon',
  (product) => {
    expect(productIconPath(product)).toMatch(/^[Mm][\d.\s,\-a-zA-Z]+$/)
  },
)

test.each(['Dockerize', 'Ghostscript', 'my-ubuntu', '订单系统', 'Windows Server', ''])(
  '%s has no icon',
  (product) => {
    expect(productIconPath(product)).toBeUndefined()
  },
)
