/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.agents.vault.connection;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** The OAuth grant type with which a connection gets tokens from its provider. */
public enum ConnectionGrantType {
  /** Each user has a grant and consents at the provider (RFC 6749 section 4.1). */
  AUTHORIZATION_CODE,
  /** The tenant has one grant (RFC 6749 section 4.4). */
  CLIENT_CREDENTIALS;

  /** Returns the name on the wire, which is the grant type. */
  public String wire() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Returns the mode with this name on the wire. */
  public static Optional<ConnectionGrantType> named(String wire) {
    return Arrays.stream(values()).filter(mode -> mode.wire().equals(wire)).findFirst();
  }
}
