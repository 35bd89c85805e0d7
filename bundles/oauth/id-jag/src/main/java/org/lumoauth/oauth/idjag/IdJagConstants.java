package org.lumoauth.oauth.idjag;

/** Names of the specification. */
final class IdJagConstants {

  /** The token type (RFC 8693 section 3). */
  static final String TYPE = "urn:ietf:params:oauth:token-type:id-jag";

  /** {@code typ}: no other kind of JWT is taken for one, nor one for another kind. */
  static final String HEADER_TYPE = "oauth-id-jag+jwt";

  /** What the metadata of a server calls it that takes them. */
  static final String PROFILE = "urn:ietf:params:oauth:grant-profile:id-jag";

  private IdJagConstants() {}
}
