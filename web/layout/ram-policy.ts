const ACTIONS = ['swas-open:ListRegions', 'swas-open:ListImages']

/** The least privileges the key needs. Source: Alibaba Cloud help, "RAM authorization" of SWAS-OPEN. */
export const RAM_POLICY = policy([{ Effect: 'Allow', Action: ACTIONS, Resource: '*' }])

/** The same, over TLS and from one address only. Denies everything else, even if a broader policy is attached later. */
export const STRICT_RAM_POLICY = policy([
  {
    Effect: 'Allow',
    Action: ACTIONS,
    Resource: '*',
    Condition: {
      Bool: { 'acs:SecureTransport': 'true' },
      IpAddress: { 'acs:SourceIp': ['203.0.113.7/32'] },
    },
  },
  { Effect: 'Deny', NotAction: ACTIONS, Resource: '*' },
])

function policy(Statement: readonly object[]): string {
  return JSON.stringify({ Version: '1', Statement }, null, 2)
}
