/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.oauth.idjag;

import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.lumoauth.api.directory.SubjectRef;
import org.lumoauth.api.federation.TrustedIssuerService.VerifiedAssertion;
import org.lumoauth.api.oauth.OAuthException;
import org.lumoauth.api.oauth.grant.AssertionProfile;
import org.lumoauth.api.oauth.grant.AuthenticatedTokenRequest;
import org.lumoauth.api.settings.SettingsStore;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.support.oauth.ClientResourceValidator;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Validates the ID-JAG of a trusted issuer when it is redeemed. */
@Component(
    property = {"lumoauth.kind=assertion-profile", "lumoauth.name=" + IdJagConstants.HEADER_TYPE})
public final class IdJagAssertionProfile implements AssertionProfile {

  private static final int MAX_TEXT = 4_000;

  private final SettingsStore settings;

  @Activate
  public IdJagAssertionProfile(@Reference SettingsStore settings) {
    this.settings = settings;
  }

  @Override
  public AssertionTerms check(
      TenantContext tenant, AuthenticatedTokenRequest request, VerifiedAssertion assertion) {
    var claims = assertion.claims();
    require(
        CrossAppAccessSettings.ACCEPTING_ENABLED.read(settings, tenant),
        "The tenant does not accept identity assertion authorization grants.");
    require(
        request.client().clientId().equals(claims.get("client_id")),
        "The client_id claim of the assertion must be the id of the authenticated " + "client.");
    require(
        claims.get("aud") instanceof String aud && aud.equals(tenant.issuer()),
        "The aud claim of the assertion must be the issuer of this server as a " + "string.");
    require(claims.get("iat") instanceof Number, "The assertion must have an iat claim.");
    int maxActors = IdJagSettings.MAX_ACTORS.read(settings, tenant);
    List<SubjectRef> actors =
        ExternalActor.chain(assertion, maxActors)
            .orElseThrow(
                () ->
                    OAuthException.invalidGrant(
                        "The act claim of the assertion must be nested objects with iss and sub, "
                            + "at most "
                            + maxActors
                            + " levels deep."));
    List<Map<String, Object>> details = details(claims);
    Optional<Set<String>> scope = scope(claims.get("scope"));
    return new AssertionTerms(
        details.isEmpty()
            ? scope
            : scope.or(() -> Optional.of(Set.of())), // No scopes besides the details.
        resources(tenant, request, claims.get("resource")),
        actors,
        details);
  }

  private static List<Map<String, Object>> details(Map<String, Object> claims) {
    if (!claims.containsKey("authorization_details")) {
      return List.of();
    }
    return AuthorizationDetailsClaimParser.of(claims.get("authorization_details"))
        .orElseThrow(
            () ->
                OAuthException.invalidGrant(
                    "The authorization_details claim must be an array of typed objects."));
  }

  private static Optional<Set<String>> scope(@Nullable Object claim) {
    if (claim == null) {
      return Optional.empty();
    }
    require(
        claim instanceof String text && text.length() <= MAX_TEXT,
        "The scope claim must be a string of space-separated scopes.");
    return Optional.of(new LinkedHashSet<>(List.of(((String) claim).strip().split(" +"))));
  }

  /**
   * Returns the resources of the assertion, which must be resources of this server that the client
   * may request (RFC 8707 section 2).
   */
  private static List<String> resources(
      TenantContext tenant, AuthenticatedTokenRequest request, @Nullable Object claim) {
    if (claim == null) {
      return List.of();
    }
    List<String> named =
        claim instanceof Collection<?> several
            ? several.stream().map(String::valueOf).toList()
            : List.of(String.valueOf(claim));
    return ClientResourceValidator.permittedResources(tenant, request.client(), named);
  }

  private static void require(boolean holds, String otherwise) {
    if (!holds) {
      throw OAuthException.invalidGrant(otherwise);
    }
  }
}
