/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.oauth.grant.jwtbearer;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.lumoauth.api.directory.SubjectRef;
import org.lumoauth.api.module.ProviderRegistry;
import org.lumoauth.api.oauth.OAuthException;
import org.lumoauth.api.oauth.grant.AuthenticatedTokenRequest;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.platform.web.oauth.JsonParameterParser;
import org.lumoauth.support.oauth.AuthorizationDetailsTypeRegistry;

/**
 * Determines the {@code authorization_details} that are granted for an assertion (RFC 9396). They
 * are limited to the types that the tenant supports and the client may use, to the permissions that
 * an administrator allows the issuer, and, for the client of an agent, to the agent's capabilities.
 * The request can narrow them.
 */
final class AssertionAuthorizationDetailsPolicy {

  private final AuthorizationDetailsTypeRegistry types;

  AssertionAuthorizationDetailsPolicy(ProviderRegistry registry) {
    this.types = new AuthorizationDetailsTypeRegistry(registry);
  }

  void close() {
    types.close();
  }

  /**
   * Returns the granted details.
   *
   * @param ofIssuer the names that the issuer may grant
   * @param ofAssertion the details in the assertion; empty if it has none
   * @throws OAuthException {@code invalid_authorization_details} if a requested detail is not
   *     permitted
   */
  List<Map<String, Object>> of(
      TenantContext tenant,
      AuthenticatedTokenRequest request,
      Set<String> ofIssuer,
      List<Map<String, Object>> ofAssertion) {
    Optional<String> asked = request.request().parameter("authorization_details");
    if (ofAssertion.isEmpty()) {
      requireNothing(asked);
      return List.of();
    }
    List<Map<String, Object>> granted = types.check(tenant, request.client(), ofAssertion);
    requireWithin(
        ofIssuer, granted, "The issuer is not allowed to grant one of the authorization_details.");
    if (request.client().subject().type().equals(SubjectRef.AGENT)) {
      requireWithin(
          request.client().scope(),
          granted,
          "The agent does not have the capability for one of the " + "authorization_details.");
    }
    return asked.isEmpty()
        ? granted
        : types.narrow(tenant, request.client(), granted, read(asked.get()));
  }

  /** Refuses requested details if the assertion has none: it permits scopes only. */
  private static void requireNothing(Optional<String> asked) {
    if (asked.isPresent()) {
      throw refused("The assertion does not permit any authorization_details. Omit them.");
    }
  }

  private static void requireWithin(
      Set<String> names, List<Map<String, Object>> granted, String otherwise) {
    if (!granted.stream()
        .allMatch(each -> AuthorizationDetailsTypeRegistry.isWithin(names, each))) {
      throw refused(otherwise);
    }
  }

  private static List<Map<String, Object>> read(String asked) {
    return JsonParameterParser.parseObjects(asked)
        .orElseThrow(AuthorizationDetailsTypeRegistry::malformedError);
  }

  private static OAuthException refused(String description) {
    return new OAuthException(400, "invalid_authorization_details", description);
  }
}
