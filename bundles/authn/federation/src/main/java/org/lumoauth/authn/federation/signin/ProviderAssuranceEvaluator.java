package org.lumoauth.authn.federation.signin;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Optional;
import java.util.Set;
import org.lumoauth.api.federation.FederationConnector.FederatedIdentity;
import org.lumoauth.authn.federation.provider.SocialProviderSettings;

/** What a provider's word is worth. */
final class ProviderAssuranceEvaluator {

  private static final Duration SKEW = Duration.ofSeconds(30);
  private static final String MFA = "mfa";

  private ProviderAssuranceEvaluator() {}

  /** Whether somebody proved late enough who they are: the provider has to say when. */
  static boolean isFresh(FederatedIdentity who, Optional<Instant> notBefore) {
    return notBefore
        .map(
            earliest ->
                who.claims().get("auth_time") instanceof Number seconds
                    && !Instant.ofEpochSecond(seconds.longValue()).isBefore(earliest.minus(SKEW)))
        .orElse(true);
  }

  /**
   * More than one factor counts if the provider says so and the administrator trusts it in that.
   */
  static Set<String> amr(FederatedIdentity who, SocialProviderSettings settings) {
    boolean several =
        settings.trustsMfa()
            && who.claims().get("amr") instanceof Collection<?> amr
            && amr.contains(MFA);
    return several ? Set.of(MFA) : Set.of();
  }
}
