/** Bytes of an operation and its variables; what comes back is not bound by it. */
export const LONGEST_SOCKET_MESSAGE = 16 * 1024;
/** Sockets that one session may hold. */
export const SOCKETS_A_SESSION = 20;
/** Subscriptions that one socket may carry. */
export const MOST_SUBSCRIPTIONS = 4;
/** How long a new socket may take to greet, in milliseconds. */
export const LONGEST_GREETING_MS = 10_000;
/** How often a socket is asked whether it lives; it has as long to answer. */
export const PING_MS = 12_000;
