package org.lumoauth.agents.vault.connection;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** Whose access a connection keeps. */
public enum GrantMode {
  /** Each user's own, who consents at the provider (RFC 6749 section 4.1). */
  AUTHORIZATION_CODE,
  /** The organization's (RFC 6749 section 4.4). */
  CLIENT_CREDENTIALS;

  /** The name on the wire: that of the grant type. */
  public String wire() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The mode of this name on the wire. */
  public static Optional<GrantMode> named(String wire) {
    return Arrays.stream(values()).filter(mode -> mode.wire().equals(wire)).findFirst();
  }
}
