/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.api.authn;

/** The kind of credential of a request. */
public enum CredentialKind {
  /** An access token of this server (RFC 9068). */
  ACCESS_TOKEN,
  /** An API key of a tenant. */
  API_KEY,
  /** The bootstrap key of the operator. */
  OPERATOR_KEY,
  /** The authentication of an OAuth client. */
  CLIENT_AUTHENTICATION,
  /** An HTTP message signature (RFC 9421). */
  SIGNATURE,
  /** A browser session. */
  SESSION
}
