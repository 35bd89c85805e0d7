/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.oauth.grant.jwtbearer;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.lumoauth.api.federation.TrustedIssuerService.VerifiedAssertion;
import org.lumoauth.api.module.ProviderRegistry;
import org.lumoauth.api.module.ProviderTracker;
import org.lumoauth.api.module.ServiceLease;
import org.lumoauth.api.oauth.OAuthException;
import org.lumoauth.api.oauth.grant.AssertionProfile;
import org.lumoauth.api.oauth.grant.AssertionProfile.AssertionTerms;
import org.lumoauth.api.oauth.grant.AuthenticatedTokenRequest;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.support.oauth.InstalledResourcePolicies;

/** Finds installed modules that define additional assertion profiles. */
final class AssertionProfileRegistry {

  private static final AssertionTerms NONE = new AssertionTerms(Optional.empty(), List.of());

  private final ProviderTracker<AssertionProfile> profiles;
  private final InstalledResourcePolicies policies;

  AssertionProfileRegistry(ProviderRegistry registry) {
    this.profiles = registry.track(AssertionProfile.class);
    this.policies = new InstalledResourcePolicies(registry);
  }

  void close() {
    profiles.close();
    policies.close();
  }

  /** Returns the assertion types ({@code typ}). */
  Set<String> types() {
    return profiles.names();
  }

  /**
   * Validates an assertion with the rules of its profile, and its resources with the rules of those
   * resources. A trusted issuer asserts the subject, but does not decide which client may get a
   * token for a resource (RFC 8707 section 2).
   *
   * @throws OAuthException {@code invalid_grant} if a rule is violated or the profile became
   *     unavailable; {@code invalid_target} if the client is not allowed to request the resource
   */
  AssertionTerms check(
      TenantContext tenant, AuthenticatedTokenRequest request, VerifiedAssertion assertion) {
    String type = type(assertion.header().get("typ"));
    if (JwtBearerGrantHandler.TYPES.contains(type)) {
      return NONE;
    }
    try (ServiceLease<AssertionProfile> held =
        profiles
            .lease(type)
            .orElseThrow(
                () ->
                    OAuthException.invalidGrant(
                        "The typ header of the assertion is not supported. Use JWT, or a type of "
                            + "an installed assertion profile."))) {
      AssertionTerms terms = held.get().check(tenant, request, assertion);
      policies.requireTargets(tenant, request.client(), terms.resources());
      return terms;
    }
  }

  /** Normalizes a media type: case-insensitive, without {@code application/} (RFC 7515). */
  private static String type(@Nullable Object header) {
    String type = header == null ? "" : String.valueOf(header).toLowerCase(Locale.ROOT);
    return type.startsWith("application/") ? type.substring("application/".length()) : type;
  }
}
