/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.oauth.grant.jwtbearer;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.lumoauth.api.audit.AuditInitiator;
import org.lumoauth.api.audit.AuditLog;
import org.lumoauth.api.directory.SubjectRef;
import org.lumoauth.api.federation.TrustedIssuerService;
import org.lumoauth.api.federation.TrustedIssuerService.AssertionUse;
import org.lumoauth.api.federation.TrustedIssuerService.VerifiedAssertion;
import org.lumoauth.api.module.ProviderRegistry;
import org.lumoauth.api.oauth.OAuthException;
import org.lumoauth.api.oauth.grant.AssertionProfile.AssertionTerms;
import org.lumoauth.api.oauth.grant.AuthenticatedTokenRequest;
import org.lumoauth.api.oauth.grant.GrantHandler;
import org.lumoauth.api.oauth.token.TokenResponse;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.api.token.AccessTokenIssuanceRequest;
import org.lumoauth.api.token.InvalidTokenException;
import org.lumoauth.api.token.IssuedToken;
import org.lumoauth.api.token.TokenService;
import org.lumoauth.platform.web.oauth.TokenContentSizeValidator;
import org.lumoauth.support.oauth.ClientResourceValidator;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Issues a token about a user to a client for an assertion of a trusted issuer.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc7523#section-2.1">RFC 7523 section 2.1</a>
 */
@Component(
    property = {
      "lumoauth.kind=grant",
      "lumoauth.name=" + JwtBearerGrantHandler.TYPE,
      "lumoauth.web.parameters=assertion A JWT of a trusted issuer"
    })
public final class JwtBearerGrantHandler implements GrantHandler {

  /** The {@code grant_type}. */
  public static final String TYPE = "urn:ietf:params:oauth:grant-type:jwt-bearer";

  /** The accepted JWT types: those for this grant and the generic ones (RFC 8725 section 3.11). */
  static final Set<String> TYPES = Set.of("", "jwt", "authorization-grant+jwt");

  private static final Logger LOG = LoggerFactory.getLogger(JwtBearerGrantHandler.class);

  private final TrustedIssuerService issuers;
  private final TokenService tokens;
  private final AuditLog log;
  private final AssertionProfileRegistry profiles;
  private final AssertionAuthorizationDetailsPolicy details;

  @Activate
  public JwtBearerGrantHandler(
      @Reference TrustedIssuerService issuers,
      @Reference TokenService tokens,
      @Reference AuditLog log,
      @Reference ProviderRegistry registry) {
    this.issuers = issuers;
    this.tokens = tokens;
    this.log = log;
    this.profiles = new AssertionProfileRegistry(registry);
    this.details = new AssertionAuthorizationDetailsPolicy(registry);
  }

  @Deactivate
  void close() {
    profiles.close();
    details.close();
  }

  @Override
  public TokenResponse grant(TenantContext tenant, AuthenticatedTokenRequest request) {
    String jwt = request.request().requiredParameter("assertion");
    // Check before the assertion is used up, so that an invalid request or an unavailable module
    // does not cost a new assertion.
    AssertionScopePolicy.requireRegistered(request);
    List<String> resources =
        ClientResourceValidator.permittedResources(tenant, request.client(), request.resources());
    VerifiedAssertion shown = accepted(tenant, request, jwt, false);
    requireMeantFor(request, shown);
    AssertionTerms terms = profiles.check(tenant, request, shown);
    List<Map<String, Object>> granted =
        details.of(tenant, request, shown.issuer().scope(), terms.authorizationDetails());
    Set<String> scope =
        AssertionScopePolicy.of(request, shown.issuer().scope(), terms.scope(), !granted.isEmpty());
    List<String> audience =
        terms.resources().isEmpty() ? resources : narrowed(terms.resources(), resources);
    TokenContentSizeValidator.requireGrantedFits(
        "The access permitted by the assertion",
        granted,
        audience,
        String.join(" ", scope),
        terms.actors().stream().map(SubjectRef::toString).toList());
    VerifiedAssertion assertion = accepted(tenant, request, jwt, true);
    SubjectRef subject =
        issuers.resolveSubject(tenant, assertion).orElseThrow(() -> unknown(tenant, assertion));
    IssuedToken token =
        tokens.issue(
            tenant,
            new AccessTokenIssuanceRequest(
                request.client(),
                subject,
                terms.actors(),
                scope,
                audience,
                request.client().accessTokenLifetime(),
                request.confirmation(),
                claims(assertion, granted)));
    recordAccepted(tenant, request, assertion, token, granted);
    return response(token, granted);
  }

  private void recordAccepted(
      TenantContext tenant,
      AuthenticatedTokenRequest request,
      VerifiedAssertion assertion,
      IssuedToken token,
      List<Map<String, Object>> granted) {
    Map<String, Object> details = new HashMap<>();
    details.put("grant_type", TYPE);
    details.put("client_id", request.client().clientId());
    details.put("issuer_id", assertion.issuer().id());
    details.put("issuer", assertion.issuer().issuer());
    details.put("external_subject", assertion.subject());
    details.put("assertion_jti", assertion.claims().get("jti"));
    if (!token.actors().isEmpty()) {
      details.put("actors", token.actors().stream().map(SubjectRef::toString).toList());
    }
    details.put("scope", List.copyOf(new TreeSet<>(token.scope())));
    if (!granted.isEmpty()) {
      details.put("authorization_details", granted);
    }
    details.put("remote_address", request.request().remoteAddress());
    log.record(
        tenant.id(),
        new AuditInitiator(request.client().subject(), List.of(token.subject()), Optional.empty())
            .auditEvent(
                "assertion.accepted",
                "A client exchanged a trusted issuer's assertion for a token about a user.")
            .withTarget("token", token.id())
            .withDetails(details));
  }

  /**
   * Builds the claims: the trusted issuer, which revokes the token when it is disabled, and the
   * authorization details (RFC 9396 section 9.1).
   */
  private static Map<String, Object> claims(
      VerifiedAssertion assertion, List<Map<String, Object>> granted) {
    Map<String, Object> claims = new HashMap<>();
    claims.put("issuer_ids", List.of(assertion.issuer().id()));
    if (!granted.isEmpty()) {
      claims.put("authorization_details", granted);
    }
    return claims;
  }

  /**
   * Builds the response: with authorization details (RFC 9396 section 7), without a refresh token
   * (RFC 7521 section 4.1).
   */
  private static TokenResponse response(IssuedToken token, List<Map<String, Object>> granted) {
    return granted.isEmpty()
        ? TokenResponse.bearer(token)
        : new TokenResponse(
            token,
            "Bearer",
            Optional.empty(),
            Optional.empty(),
            Map.of("authorization_details", granted));
  }

  private VerifiedAssertion accepted(
      TenantContext tenant, AuthenticatedTokenRequest request, String jwt, boolean useUp) {
    try {
      return issuers.verify(tenant, jwt, new AssertionUse(request.client(), types(), useUp));
    } catch (InvalidTokenException e) {
      LOG.info(
          "assertion.refused: tenant={} client={} reason={}",
          tenant.id(),
          request.client().clientId(),
          e.getMessage());
      throw OAuthException.invalidGrant("The assertion is not accepted: " + e.getMessage() + ".");
    }
  }

  private Set<String> types() {
    Set<String> types = new HashSet<>(TYPES);
    types.addAll(profiles.types());
    return types;
  }

  /** Returns the resources of the assertion or the requested part of them. */
  private static List<String> narrowed(List<String> named, List<String> asked) {
    if (!named.containsAll(asked)) {
      throw OAuthException.invalidTarget("resource must be one of the resources of the assertion.");
    }
    return asked.isEmpty() ? named : asked;
  }

  /**
   * Requires that an assertion with a client or key restriction is presented by that client, with
   * that key.
   */
  private static void requireMeantFor(
      AuthenticatedTokenRequest request, VerifiedAssertion assertion) {
    Object client = assertion.claims().get("client_id");
    if (client != null && !client.equals(request.client().clientId())) {
      throw OAuthException.invalidGrant("The assertion was issued to another client.");
    }
    Object key = assertion.claims().get("cnf"); // RFC 7800 section 3
    if (key != null && !request.confirmation().map(proven -> holds(proven, key)).orElse(false)) {
      throw OAuthException.invalidGrant(
          "The assertion is bound to a key. Prove possession of that key, for "
              + "example with a DPoP header.");
    }
  }

  private static boolean holds(Map<String, Object> proven, Object key) {
    return key instanceof Map<?, ?> members && proven.entrySet().containsAll(members.entrySet());
  }

  private static OAuthException unknown(TenantContext tenant, VerifiedAssertion assertion) {
    LOG.info(
        "assertion.subject-unknown: tenant={} issuer={}", tenant.id(), assertion.issuer().id());
    return OAuthException.invalidGrant(
        "The issuer is not trusted to assert the assertion's subject. Have an "
            + "administrator check"
            + " the subject mapping of the issuer.");
  }
}
