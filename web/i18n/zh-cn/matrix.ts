import type { matrix as en } from '../en/matrix.ts'
import { numberTemplate } from '../format-number.ts'

const chinese = numberTemplate('zh-CN')

export const matrix: typeof en = {
  title: '地域矩阵',
  intro: '每行一个镜像，每列一个地域：单元格中是该地域可用的 ID，没有该镜像的地域会注明。',
  table: '各地域的镜像 ID',
  image: '镜像',
  notAvailable: (regionId) => `${regionId} 没有该镜像`,
  notKnownYet: (regionId) => `${regionId} 尚未读取`,
  keys: '方向键在单元格间移动，空格键选中，回车键打开，C 键复制。',
  oneId: (regions, all) => (regions === all ? '各地域 ID 相同' : chinese`${regions} 个地域，ID 相同`),
  manyIds: (ids, regions) => chinese`${regions} 个地域，${ids} 个不同的 ID`,
  sameId: (id, regions) => chinese`ID ${id} · ${regions} 个地域相同`,
  onlyHere: '仅此地域有',
  copyRow: (imageName) => `复制 ${imageName} 一行的地域映射`,
  moreRow: (imageName) => `${imageName} 一行的其他复制形式`,
  copyColumn: (regionId) => `复制 ${regionId} 一列`,
  moreColumn: (regionId) => `${regionId} 一列的其他复制形式`,
  copied: (what) => `已复制 ${what}`,
  columns: '列',
  showColumn: (regionId) => `显示 ${regionId}`,
  moveLeft: (regionId) => `左移 ${regionId}`,
  moveRight: (regionId) => `右移 ${regionId}`,
  allColumns: '显示全部地域',
  rows: (rows) => chinese`${rows} 个镜像`,
  compare: '对比两个地域',
}
