package org.lumoauth.oauth.grant.jwtbearer;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.lumoauth.api.federation.TrustedIssuerService.VerifiedAssertion;
import org.lumoauth.api.module.ProviderRegistry;
import org.lumoauth.api.module.ProviderTracker;
import org.lumoauth.api.module.ServiceLease;
import org.lumoauth.api.oauth.AssertionProfile;
import org.lumoauth.api.oauth.AssertionProfile.AssertionTerms;
import org.lumoauth.api.oauth.GrantRequest;
import org.lumoauth.api.oauth.OAuthException;
import org.lumoauth.api.oauth.ResourcePolicySet;
import org.lumoauth.api.tenant.TenantContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;

/** Kinds of assertions with rules of their own, as modules bring them. */
@Component(service = AssertionProfileRegistry.class)
public final class AssertionProfileRegistry {

  private static final AssertionTerms NONE = new AssertionTerms(Optional.empty(), List.of());

  private final ProviderTracker<AssertionProfile> profiles;
  private final ResourcePolicySet policies;

  @Activate
  public AssertionProfileRegistry(@Reference ProviderRegistry registry) {
    this.profiles = registry.track(AssertionProfile.class);
    this.policies = new ResourcePolicySet(registry);
  }

  @Deactivate
  void close() {
    profiles.close();
    policies.close();
  }

  /** The kinds, by {@code typ}. */
  Set<String> types() {
    return profiles.names();
  }

  /**
   * Checks an assertion by the rules of its kind, and the resources that it names by those of
   * resources: a trusted issuer vouches for its subject, and says nothing of who gets tokens here
   * for what (RFC 8707 section 2).
   *
   * @throws OAuthException {@code invalid_grant} if it breaks one, or who knows them has just gone;
   *     {@code invalid_target} if the client could not name the resource itself
   */
  AssertionTerms check(TenantContext tenant, GrantRequest request, VerifiedAssertion assertion) {
    String type = type(assertion.header().get("typ"));
    if (JwtBearerGrantHandler.TYPES.contains(type)) {
      return NONE;
    }
    try (ServiceLease<AssertionProfile> held =
        profiles
            .lease(type)
            .orElseThrow(
                () -> OAuthException.invalidGrant("That kind of assertion is not taken."))) {
      AssertionTerms terms = held.get().check(tenant, request, assertion);
      policies.requireTargets(tenant, request.client(), terms.resources());
      return terms;
    }
  }

  /** Media types are compared without case; {@code application/} may be left out (RFC 7515). */
  private static String type(Object header) {
    String type = header == null ? "" : String.valueOf(header).toLowerCase(Locale.ROOT);
    return type.startsWith("application/") ? type.substring("application/".length()) : type;
  }
}
