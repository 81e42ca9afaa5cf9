import { expect, test } from 'vitest'

import { productOutline } from './product-icons.ts'

test.each(['Ubuntu', 'Debian', 'CentOS', 'CentOS Stream', 'WordPress', 'Docker', 'Node.js', '1Panel', 'K3s'])(
  '%s has its own icon',
  (product) => {
    expect(productOutline(product)).toMatch(/^[Mm][\d.\s,\-a-zA-Z]+$/)
  },
)

test.each(['Dockerize', 'Ghostscript', 'my-ubuntu', '订单系统', 'Windows Server', ''])(
  '%s keeps its monogram',
  (product) => {
    expect(productOutline(product)).toBeUndefined()
  },
)
