/** The two sites of Alibaba Cloud: accounts, bills and consoles are separate. */
export const CONSOLE_SITES = ['china', 'international'] as const
export type ConsoleSite = (typeof CONSOLE_SITES)[number]

/** Where the console of each site sells servers. The international page names its product in the address. */
const BUY_PAGES = {
  china: { host: 'swasnext.console.aliyun.com', fixed: {} },
  international: { host: 'swas.console.alibabacloud.com', fixed: { commodityCode: 'swas_intl' } },
} as const satisfies Record<ConsoleSite, { host: string; fixed: Record<string, string> }>

/** The host that {@link consoleBuyUrl} leads to, to be said beside the link. */
export function consoleHost(site: ConsoleSite): string {
  return BUY_PAGES[site].host
}

/**
 * The console's page that buys one server of this image in this region, for a month and without renewal; the plan is chosen there.
 * The parameters are those of the buy links in Alibaba's own guides; the console may ignore an image that the region lacks.
 */
export function consoleBuyUrl(
  site: ConsoleSite,
  { regionId, imageId }: { regionId: string; imageId: string },
): string {
  const { host, fixed } = BUY_PAGES[site]
  const query = new URLSearchParams({ ...fixed, regionId, imageId })
  return `https://${host}/buy?${query.toString()}&amount=1&duration=1&autoRenew=false#/`
}
