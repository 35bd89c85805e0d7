package org.lumoauth.api.authn;

/** The kind of credential that a request showed. */
public enum CredentialKind {
  /** An access token of this server (RFC 9068). */
  ACCESS_TOKEN,
  /** A tenant's API key. */
  API_KEY,
  /** The operator's bootstrap key. */
  OPERATOR_KEY,
  /** An OAuth client's own authentication. */
  CLIENT_AUTHENTICATION,
  /** An HTTP message signature (RFC 9421). */
  SIGNATURE,
  /** A browser session. */
  SESSION
}
