/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.authn.federation.signin;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Optional;
import java.util.Set;
import org.lumoauth.api.federation.FederationConnector.FederatedIdentity;
import org.lumoauth.authn.federation.provider.SocialProviderDefinition;

/** Evaluates the assurance of a provider's assertions. */
final class ProviderAssuranceEvaluator {

  private static final Duration SKEW = Duration.ofSeconds(30);
  private static final String MFA = "mfa";

  private ProviderAssuranceEvaluator() {}

  /** Returns whether the authentication is recent enough. The provider must assert its time. */
  static boolean isFresh(FederatedIdentity who, Optional<Instant> notBefore) {
    return notBefore
        .map(
            earliest ->
                who.claims().get("auth_time") instanceof Number seconds
                    && !Instant.ofEpochSecond(seconds.longValue()).isBefore(earliest.minus(SKEW)))
        .orElse(true);
  }

  /**
   * Returns the {@code amr} values. Multi-factor authentication counts only if the provider asserts
   * it and the administrator trusts the provider for it.
   */
  static Set<String> amr(FederatedIdentity who, SocialProviderDefinition settings) {
    boolean several =
        settings.trustsMfa()
            && who.claims().get("amr") instanceof Collection<?> amr
            && amr.contains(MFA);
    return several ? Set.of(MFA) : Set.of();
  }
}
