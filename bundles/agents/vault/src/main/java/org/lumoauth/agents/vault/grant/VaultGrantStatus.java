/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.agents.vault.grant;

import java.util.Locale;

/** The status of a grant. */
public enum VaultGrantStatus {
  /** No token was requested yet. */
  PENDING,
  /** Tokens are stored. */
  ACTIVE,
  /** The provider revoked the grant. */
  REVOKED;

  /** Returns the name on the wire. */
  public String wire() {
    return name().toLowerCase(Locale.ROOT);
  }
}
