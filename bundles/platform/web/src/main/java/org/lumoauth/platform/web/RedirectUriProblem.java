package org.lumoauth.platform.web;

/** Why a response may not go to a redirect URI, or a client not register it. */
public enum RedirectUriProblem {
  TOO_LONG("it is too long"),
  UNWRITABLE("it has a character that no redirect URI is written with"),
  NO_URI("it is no absolute URI"),
  SCHEME("its scheme leads to no application"),
  USER("it names a user"),
  NO_HOST("it names no host"),
  ENCODED("it encodes a character that separates or controls"),
  DOT_SEGMENT("it has a dot segment"),
  NOT_REGISTERED("the client did not register it");

  private final String reason;

  RedirectUriProblem(String reason) {
    this.reason = reason;
  }

  /** A phrase, as {@code it is too long}. */
  public String reason() {
    return reason;
  }
}
