package org.lumoauth.oauth.grant.jwtbearer;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.lumoauth.api.directory.SubjectRef;
import org.lumoauth.api.module.ProviderRegistry;
import org.lumoauth.api.oauth.AuthorizationDetailsTypeRegistry;
import org.lumoauth.api.oauth.GrantRequest;
import org.lumoauth.api.oauth.OAuthException;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.platform.web.JsonParameterParser;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;

/**
 * What of an assertion's {@code authorization_details} its client gets (RFC 9396): of types that
 * the tenant knows and the client may use, no more than the names stand for that an administrator
 * lets the issuer give, and of an agent's own client no more than the agent is capable of. A
 * request can ask for less.
 */
@Component(service = AssertionAuthorizationDetailsPolicy.class)
public final class AssertionAuthorizationDetailsPolicy {

  private final AuthorizationDetailsTypeRegistry types;

  @Activate
  public AssertionAuthorizationDetailsPolicy(@Reference ProviderRegistry registry) {
    this.types = new AuthorizationDetailsTypeRegistry(registry);
  }

  @Deactivate
  void close() {
    types.close();
  }

  /**
   * What is granted.
   *
   * @param ofIssuer the names that the issuer may give
   * @param ofAssertion what the assertion permits; empty where it permits nothing in detail
   * @throws OAuthException {@code invalid_authorization_details}
   */
  List<Map<String, Object>> of(
      TenantContext tenant,
      GrantRequest request,
      Set<String> ofIssuer,
      List<Map<String, Object>> ofAssertion) {
    Optional<String> asked = request.request().parameter("authorization_details");
    if (ofAssertion.isEmpty()) {
      requireNothing(asked);
      return List.of();
    }
    List<Map<String, Object>> granted = types.check(tenant, request.client(), ofAssertion);
    requireWithin(ofIssuer, granted, "The issuer may not give one of the authorization_details.");
    if (request.client().subject().type().equals(SubjectRef.AGENT)) {
      requireWithin(
          request.client().scope(),
          granted,
          "The agent is not capable of one of the authorization_details.");
    }
    return asked.isEmpty()
        ? granted
        : types.narrow(tenant, request.client(), granted, read(asked.get()));
  }

  /** An assertion that says nothing of details permits scopes, and nothing finer. */
  private static void requireNothing(Optional<String> asked) {
    if (asked.isPresent()) {
      throw refused("The assertion permits no authorization_details.");
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
