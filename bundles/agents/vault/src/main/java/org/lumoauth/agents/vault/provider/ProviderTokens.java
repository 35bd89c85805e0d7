/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.agents.vault.provider;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * A token response of a provider (RFC 6749 section 5.1).
 *
 * @param accessToken the bearer token
 * @param refreshToken the refresh token, if any
 * @param lifetime the lifetime of the access token, if the provider returned it
 * @param scopes the granted scopes; empty if they equal the requested scopes
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
