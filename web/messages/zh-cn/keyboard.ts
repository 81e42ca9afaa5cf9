import type { keyboard as en } from '../en/keyboard.ts'

export const keyboard: typeof en = {
  title: '键盘快捷键',
  on: '启用快捷键',
  shortcuts: {
    'focus-search': '搜索',
    'pick-region': '选择地域',
    'show-all-types': '全部镜像类型',
    'show-system': '仅系统镜像',
    'show-app': '仅应用镜像',
    'show-custom': '仅自定义镜像',
    'next-image': '下一个镜像',
    'previous-image': '上一个镜像',
    'open-image': '打开镜像',
    'switch-layout': '切换卡片或表格',
    'select-image': '选择镜像',
    'select-range': '选择到该镜像为止',
    'select-all': '全选匹配的镜像',
    'copy-id': '复制镜像 ID 或所选 ID',
    'copy-as': '其他复制形式',
    'copy-link': '复制当前视图的链接',
    'refresh-region': '刷新地域',
    'clear-search': '关闭，或清空搜索',
    'open-matrix': '地域矩阵',
    'open-palette': '命令面板',
    'open-help': '本列表',
  },
}
