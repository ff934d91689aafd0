/** What no healthy process logs, in the words of the common drivers and runtimes. */
export const READ_ONLY = [
  "--read-only option",
  "--super-read-only",
  "READ ONLY transaction",
  "in a read-only transaction",
  "READONLY You can't write",
  "database is in read-only mode",
] as const;
export const ACCESS_DENIED = [
  "Access denied for user",
  "password authentication failed",
  "NOAUTH Authentication required",
  "WRONGPASS",
  "Login failed for user",
] as const;
export const ADDRESS_IN_USE = [
  "Address already in use",
  "EADDRINUSE",
  "address already in use",
  "port is already allocated",
  "was already in use",
] as const;
export const TOO_MANY_CONNECTIONS = [
  "Too many connections",
  "too many clients",
  "remaining connection slots",
  "max_user_connections",
] as const;
