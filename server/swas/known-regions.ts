/**
 * The regions of SWAS with their English and Chinese names. Sources: aliyun/aliyun-openapi-meta, products.json
 * (2026-04-21); Alibaba Cloud help, "Endpoints" of SWAS-OPEN; the Chinese names as ListRegions gives them.
 */
export const REGIONS: readonly (readonly [regionId: string, english: string, chinese: string])[] = [
  ['cn-qingdao', 'China (Qingdao)', '华北1（青岛）'],
  ['cn-beijing', 'China (Beijing)', '华北2（北京）'],
  ['cn-zhangjiakou', 'China (Zhangjiakou)', '华北3（张家口）'],
  ['cn-huhehaote', 'China (Hohhot)', '华北5（呼和浩特）'],
  ['cn-hangzhou', 'China (Hangzhou)', '华东1（杭州）'],
  ['cn-shanghai', 'China (Shanghai)', '华东2（上海）'],
  ['cn-shenzhen', 'China (Shenzhen)', '华南1（深圳）'],
  ['cn-heyuan', 'China (Heyuan)', '华南2（河源）'],
  ['cn-chengdu', 'China (Chengdu)', '西南1（成都）'],
  ['cn-guangzhou', 'China (Guangzhou)', '华南3（广州）'],
  ['cn-wulanchabu', 'China (Ulanqab)', '华北6（乌兰察布）'],
  ['cn-nanjing', 'China (Nanjing - Local Region)', '华东5（南京）关停中'],
  ['cn-fuzhou', 'China (Fuzhou - Local Region)', '华东6（福州）关停中'],
  ['cn-wuhan-lr', 'China (Wuhan - Local Region)', '华中1（武汉）'],
  ['cn-hongkong', 'China (Hong Kong)', '中国香港'],
  ['ap-southeast-1', 'Singapore', '新加坡'],
  ['ap-southeast-3', 'Malaysia (Kuala Lumpur)', '马来西亚（吉隆坡）'],
  ['ap-southeast-5', 'Indonesia (Jakarta)', '印度尼西亚（雅加达）'],
  ['ap-northeast-1', 'Japan (Tokyo)', '日本（东京）'],
  ['us-west-1', 'US (Silicon Valley)', '美国（硅谷）'],
  ['us-east-1', 'US (Virginia)', '美国（弗吉尼亚）'],
  ['eu-central-1', 'Germany (Frankfurt)', '德国（法兰克福）'],
  ['eu-west-1', 'UK (London)', '英国（伦敦）'],
  ['ap-southeast-6', 'Philippines (Manila)', '菲律宾（马尼拉）'],
  ['ap-southeast-7', 'Thailand (Bangkok)', '泰国（曼谷）'],
  ['ap-northeast-2', 'South Korea (Seoul)', '韩国（首尔）'],
  ['me-central-1', 'Saudi Arabia (Riyadh)', '沙特(利雅得)'],
]
