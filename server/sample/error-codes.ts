/** The HTTP status of an error code, and a message like that of the service. */
type ErrorKind = { status: number; message: string }

/**
 * Error codes of the sample, from the tables of ListImages and ListRegions (SWAS-OPEN 2020-06-01) and from
 * Alibaba Cloud's "Common error codes". `InvalidParam` is a 403 in this product.
 */
export const API_ERRORS = {
  'InvalidAccessKeyId.NotFound': kind(404, 'Specified access key is not found.'),
  'InvalidAccessKeyId.Inactive': kind(400, 'Specified access key is disabled.'),
  SignatureDoesNotMatch: kind(400, 'Specified signature is not matched with our calculation.'),
  IncompleteSignature: kind(400, 'The request signature does not conform to Alibaba Cloud standards.'),
  SignatureNonceUsed: kind(400, 'Specified signature nonce was used already.'),
  'InvalidTimeStamp.Expired': kind(400, 'Specified time stamp or date value is expired.'),
  'InvalidTimeStamp.Format': kind(400, 'Specified time stamp or date value is not well formatted.'),
  'InvalidSecurityToken.Expired': kind(400, 'Specified SecurityToken is expired.'),
  'InvalidSecurityToken.Malformed': kind(400, 'Specified SecurityToken is malformed.'),
  MissingSecurityToken: kind(400, 'SecurityToken is mandatory for this action.'),
  'Forbidden.RAM': kind(403, 'User not authorized to operate on the specified resource.'),
  NoPermission: kind(403, 'You are not authorized to do this action. You should be authorized by RAM.'),
  'Forbidden.RiskControl': kind(403, 'This operation is forbidden by Aliyun risk control system.'),
  'Account.Arrearage': kind(400, 'Your account has an outstanding payment.'),
  Throttling: kind(400, 'Request was denied due to request throttling.'),
  'Throttling.User': kind(400, 'Request was denied due to user flow control.'),
  'Throttling.Api': kind(400, 'Request was denied due to api flow control.'),
  MissingRegionId: kind(400, 'RegionId is mandatory for this action.'),
  'InvalidRegionId.NotFound': kind(404, 'The specified region does not exist.'),
  'InvalidImageType.ValueNotSupported': kind(400, 'The specified parameter ImageType is not supported.'),
  InvalidParam: kind(403, 'The specified parameter value is invalid.'),
  'InvalidApi.NotFound': kind(404, 'Specified api is not found, please check your url and method.'),
  'InvalidAction.NotFound': kind(404, 'Specified action is not found, please check the action and version.'),
  UnsupportedHTTPMethod: kind(405, 'This http method is not supported.'),
  ServiceUnavailable: kind(503, 'The request has failed due to a temporary failure of the server.'),
  InternalError: kind(500, 'The request processing has failed due to some unknown error.'),
} as const satisfies Record<string, ErrorKind>

function kind(status: number, message: string): ErrorKind {
  return { status, message }
}

export type ErrorCode = keyof typeof API_ERRORS

/** A failed request. `detail` is appended to the message. */
export type ApiError = { code: ErrorCode; detail?: string }
