package org.lumoauth.agents.vault.grant;

import java.util.Locale;

/** Where a grant stands. */
public enum VaultGrantStatus {
  /** Nothing was asked for yet. */
  PENDING,
  /** There are tokens. */
  ACTIVE,
  /** The provider ended it. */
  REVOKED;

  /** The name on the wire. */
  public String wire() {
    return name().toLowerCase(Locale.ROOT);
  }
}
