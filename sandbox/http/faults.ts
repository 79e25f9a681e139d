import { pacific } from './pacificTime.js';

/** A refusal of the QuickBooks service itself: answered in its `Fault` envelope. */
export class ServiceFault extends Error {
  constructor(
    readonly status: number,
    readonly type: 'ValidationFault' | 'SystemFault' | 'AuthenticationFault' | 'AuthorizationFault' | 'SERVICE',
    readonly code: string,
    override readonly message: string,
    readonly detail: string,
    readonly options: { element?: string; withoutTime?: boolean } = {},
  ) {
    super(message);
  }
}

/** A refusal of the gateway in front of the service: another envelope, lower case. */
export class GatewayFault extends Error {
  constructor(
    readonly status: 401 | 403,
    readonly type: 'AUTHENTICATION' | 'SERVICE',
    readonly code: string,
    name: string,
    readonly detail: string,
  ) {
    super(`message=${name}; errorCode=${code.padStart(6, '0')}; statusCode=${status}`);
  }
}

const validation = (code: string, message: string, detail: string, options = {}): ServiceFault =>
  new ServiceFault(400, 'ValidationFault', code, message, detail, options);

export const invalidQuery = (why: string): ServiceFault =>
  validation('4001', 'Invalid query', `QueryValidationError: ${why}`);

export const unparsableQuery = (why: string): ServiceFault =>
  validation('4000', 'Error parsing query', `QueryParserError: ${why}`);

/** The one fault recorded without a `time`. */
export const invalidId = (supplied: string): ServiceFault =>
  validation('2030', 'Invalid ID', `Id should be a valid number. Supplied value:${supplied}`, { withoutTime: true });

export const objectNotFound = (): ServiceFault =>
  validation(
    '610',
    'Object Not Found',
    "Object Not Found : Something you're trying to use has been made inactive. Check the fields with accounts, customers, items, vendors or employees.",
  );

export const unsupportedOperation = (what: string): ServiceFault =>
  validation('500', 'Unsupported Operation', `Operation ${what} is not supported.`);

export const invalidParameter = (name: string, supplied: string): ServiceFault =>
  validation('2170', 'Invalid Enumeration', `Invalid Enumeration : ${supplied}`, { element: name });

export const throttled = (): ServiceFault =>
  new ServiceFault(
    429,
    'SERVICE',
    '3001',
    'message=ThrottleExceeded; errorCode=003001; statusCode=429',
    'The request limit was reached.  Try again later',
  );

export const systemFault = (): ServiceFault =>
  new ServiceFault(
    500,
    'SystemFault',
    '10000',
    'An application error has occurred while processing your request',
    'System Failure Error',
  );

export const notAuthenticated = (detail: string): GatewayFault =>
  new GatewayFault(401, 'AUTHENTICATION', '3200', 'AuthenticationFailed', detail);

export const wrongRealm = (): GatewayFault =>
  new GatewayFault(403, 'SERVICE', '3100', 'ApplicationAuthorizationFailed', '');

export const missingScope = (): GatewayFault =>
  new GatewayFault(403, 'SERVICE', '3100', 'AuthorizationFailed', 'The access token does not have sufficient scope');

/** `{"Fault":{"Error":[…],"type":…},"time":…}` */
export function serviceEnvelope(fault: ServiceFault, now: Date): string {
  const { element, withoutTime } = fault.options;
  const error = {
    Message: fault.message,
    Detail: fault.detail,
    code: fault.code,
    ...(element === undefined ? {} : { element }),
  };
  return JSON.stringify({
    Fault: { Error: [error], type: fault.type },
    ...(withoutTime ? {} : { time: pacific(now, true) }),
  });
}

/** The gateway's envelope, as recorded: every other part present and empty, `time` in epoch milliseconds. */
export function gatewayEnvelope(fault: GatewayFault, now: Date): string {
  return JSON.stringify({
    warnings: null,
    intuitObject: null,
    fault: {
      error: [{ message: fault.message, detail: fault.detail, code: fault.code, element: null }],
      type: fault.type,
    },
    report: null,
    queryResponse: null,
    batchItemResponse: [],
    attachableResponse: [],
    syncErrorResponse: null,
    requestId: null,
    time: now.getTime(),
    status: null,
    cdcresponse: [],
  });
}

const escapeXml = (text: string): string =>
  text.replace(/[<>&"]/g, (c) => ({ '<': '&lt;', '>': '&gt;', '&': '&amp;', '"': '&quot;' })[c] ?? c);

/** What the gateway answers a caller that did not ask for JSON. */
export function gatewayXml(fault: GatewayFault, now: Date): string {
  return (
    `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>` +
    `<IntuitResponse xmlns="http://schema.intuit.com/finance/v3" time="${pacific(now, true)}">` +
    `<Fault type="${fault.type}"><Error code="${fault.code}"><Message>${escapeXml(fault.message)}</Message>` +
    `<Detail>${escapeXml(fault.detail)}</Detail></Error></Fault></IntuitResponse>`
  );
}
