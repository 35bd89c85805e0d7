package org.lumoauth.oauth.grant.jwtbearer;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.lumoauth.api.federation.TrustedIssuers.Assertion;
import org.lumoauth.api.module.Lease;
import org.lumoauth.api.module.ProviderRegistry;
import org.lumoauth.api.module.Providers;
import org.lumoauth.api.oauth.AssertionProfile;
import org.lumoauth.api.oauth.AssertionProfile.Terms;
import org.lumoauth.api.oauth.GrantRequest;
import org.lumoauth.api.oauth.OAuthError;
import org.lumoauth.api.oauth.ResourcePolicies;
import org.lumoauth.api.tenant.TenantContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;

/** Kinds of assertions with rules of their own, as modules bring them. */
@Component(service = Profiles.class)
public final class Profiles {

  private static final Terms NONE = new Terms(Optional.empty(), List.of());

  private final Providers<AssertionProfile> profiles;
  private final ResourcePolicies policies;

  @Activate
  public Profiles(@Reference ProviderRegistry registry) {
    this.profiles = registry.follow(AssertionProfile.class);
    this.policies = new ResourcePolicies(registry);
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
   * @throws OAuthError {@code invalid_grant} if it breaks one, or who knows them has just gone;
   *     {@code invalid_target} if the client could not name the resource itself
   */
  Terms check(TenantContext tenant, GrantRequest request, Assertion assertion) {
    String type = type(assertion.header().get("typ"));
    if (JwtBearerGrant.TYPES.contains(type)) {
      return NONE;
    }
    try (Lease<AssertionProfile> held =
        profiles
            .acquire(type)
            .orElseThrow(() -> OAuthError.invalidGrant("That kind of assertion is not taken."))) {
      Terms terms = held.get().check(tenant, request, assertion);
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
