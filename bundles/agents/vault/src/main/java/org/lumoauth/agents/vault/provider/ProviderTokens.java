package org.lumoauth.agents.vault.provider;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * What a provider gave (RFC 6749 section 5.1).
 *
 * @param accessToken a bearer token
 * @param refreshToken for new ones, if it gave one
 * @param lifetime how long the access token holds, if it said so
 * @param scopes what it is for; empty where that is what was asked for
 */
public record ProviderTokens(
    String accessToken,
    Optional<String> refreshToken,
    Optional<Duration> lifetime,
    Optional<List<String>> scopes) {

  @Override
  public String toString() {
    return "Tokens";
  }
}
