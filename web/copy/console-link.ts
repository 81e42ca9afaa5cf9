/** The two sites of Alibaba Cloud, with separate accounts, billing and consoles. */
export const CONSOLE_SITES = ['china', 'international'] as const
export type ConsoleSite = (typeof CONSOLE_SITES)[number]

/** The purchase page of each site's console. The international one takes the product as a parameter. */
const BUY_PAGES = {
  china: { host: 'swasnext.console.aliyun.com', fixed: {} },
  international: { host: 'swas.console.alibabacloud.com', fixed: { commodityCode: 'swas_intl' } },
} as const satisfies Record<ConsoleSite, { host: string; fixed: Record<string, string> }>

/** The host of {@link consoleBuyUrl}, shown beside the link. */
export function consoleHost(site: ConsoleSite): string {
  return BUY_PAGES[site].host
}

/**
 * The console's purchase page for one server with this image, for one month without renewal; the plan is chosen there.
 * The parameters come from the purchase links in Alibaba's guides. The console may ignore an image that the region lacks.
 */
export function consoleBuyUrl(
  site: ConsoleSite,
  { regionId, imageId }: { regionId: string; imageId: string },
): string {
  const { host, fixed } = BUY_PAGES[site]
  const query = new URLSearchParams({ ...fixed, regionId, imageId })
  return `https://${host}/buy?${query.toString()}&amount=1&duration=1&autoRenew=false#/`
}
