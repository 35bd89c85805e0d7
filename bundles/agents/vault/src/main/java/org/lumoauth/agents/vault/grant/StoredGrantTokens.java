package org.lumoauth.agents.vault.grant;

import java.util.Optional;

/**
 * The tokens of a grant.
 *
 * @param accessToken for the provider's API
 * @param refreshToken for new ones; it never leaves but to the provider
 */
public record StoredGrantTokens(String accessToken, Optional<String> refreshToken) {

  @Override
  public String toString() {
    return "KeptTokens";
  }
}
