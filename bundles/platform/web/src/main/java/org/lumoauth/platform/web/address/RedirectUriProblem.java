/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.web.address;

/** The reasons why a redirect URI must not be used or registered. */
public enum RedirectUriProblem {
  TOO_LONG("it is too long"),
  UNWRITABLE("it contains a character that is not allowed in a redirect URI"),
  NO_URI("it is not an absolute URI"),
  SCHEME("its scheme cannot open an application"),
  USER("it contains user information"),
  NO_HOST("it has no host"),
  ENCODED("it percent-encodes a delimiter or control character"),
  DOT_SEGMENT("it contains a dot segment"),
  NOT_REGISTERED("the client has not registered it");

  private final String reason;

  RedirectUriProblem(String reason) {
    this.reason = reason;
  }

  /** Returns the reason as a phrase, such as {@code it is too long}. */
  public String reason() {
    return reason;
  }
}
