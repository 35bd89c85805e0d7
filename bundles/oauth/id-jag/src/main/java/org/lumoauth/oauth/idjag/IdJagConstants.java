/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.oauth.idjag;

/** The names defined by the specification. */
final class IdJagConstants {

  /** The token type (RFC 8693 section 3). */
  static final String TYPE = "urn:ietf:params:oauth:token-type:id-jag";

  /** The {@code typ}, which distinguishes it from other JWTs. */
  static final String HEADER_TYPE = "oauth-id-jag+jwt";

  /** The name in the metadata of a server that accepts ID-JAGs. */
  static final String PROFILE = "urn:ietf:params:oauth:grant-profile:id-jag";

  private IdJagConstants() {}
}
