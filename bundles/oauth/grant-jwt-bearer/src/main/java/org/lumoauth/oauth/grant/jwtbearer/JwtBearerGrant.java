package org.lumoauth.oauth.grant.jwtbearer;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.lumoauth.api.directory.SubjectRef;
import org.lumoauth.api.federation.TrustedIssuers;
import org.lumoauth.api.federation.TrustedIssuers.Assertion;
import org.lumoauth.api.federation.TrustedIssuers.Use;
import org.lumoauth.api.oauth.AssertionProfile.Terms;
import org.lumoauth.api.oauth.GrantHandler;
import org.lumoauth.api.oauth.GrantRequest;
import org.lumoauth.api.oauth.OAuthError;
import org.lumoauth.api.oauth.ResourceRules;
import org.lumoauth.api.oauth.TokenResponse;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.api.token.AccessTokenRequest;
import org.lumoauth.api.token.InvalidTokenException;
import org.lumoauth.api.token.IssuedToken;
import org.lumoauth.api.token.TokenService;
import org.lumoauth.platform.web.TokenRoom;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Gives a client a token about a user whom a trusted issuer's assertion names.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc7523#section-2.1">RFC 7523 section 2.1</a>
 */
@Component(
    property = {
      "lumoauth.kind=grant",
      "lumoauth.name=" + JwtBearerGrant.TYPE,
      "lumoauth.web.parameters=assertion A JWT of an issuer that is trusted"
    })
public final class JwtBearerGrant implements GrantHandler {

  /** The {@code grant_type}. */
  public static final String TYPE = "urn:ietf:params:oauth:grant-type:jwt-bearer";

  /** Kinds of JWT that are made for this, or for nothing in particular (RFC 8725 section 3.11). */
  static final Set<String> TYPES = Set.of("", "jwt", "authorization-grant+jwt");

  private static final Logger LOG = LoggerFactory.getLogger(JwtBearerGrant.class);

  private final TrustedIssuers issuers;
  private final TokenService tokens;
  private final AssertionAudit audit;
  private final Profiles profiles;
  private final GrantedDetails details;

  @Activate
  public JwtBearerGrant(
      @Reference TrustedIssuers issuers,
      @Reference TokenService tokens,
      @Reference AssertionAudit audit,
      @Reference Profiles profiles,
      @Reference GrantedDetails details) {
    this.issuers = issuers;
    this.tokens = tokens;
    this.audit = audit;
    this.profiles = profiles;
    this.details = details;
  }

  @Override
  public TokenResponse grant(TenantContext tenant, GrantRequest request) {
    String jwt = request.request().requiredParameter("assertion");
    // Before the assertion is used up: neither a slip in the request nor a module that is away just
    // now need cost another one.
    GrantedScope.requireRegistered(request);
    List<String> resources = ResourceRules.permitted(tenant, request.client(), request.resources());
    Assertion shown = accepted(tenant, request, jwt, false);
    requireMeantFor(request, shown);
    Terms terms = profiles.check(tenant, request, shown);
    List<Map<String, Object>> granted =
        details.of(tenant, request, shown.issuer().scope(), terms.authorizationDetails());
    Set<String> scope =
        GrantedScope.of(request, shown.issuer().scope(), terms.scope(), !granted.isEmpty());
    List<String> audience =
        terms.resources().isEmpty() ? resources : narrowed(terms.resources(), resources);
    TokenRoom.requireForGranted(
        "What the assertion permits",
        granted,
        audience,
        String.join(" ", scope),
        terms.actors().stream().map(SubjectRef::toString).toList());
    Assertion assertion = accepted(tenant, request, jwt, true);
    SubjectRef subject =
        issuers.subject(tenant, assertion).orElseThrow(() -> unknown(tenant, assertion));
    IssuedToken token =
        tokens.issue(
            tenant,
            new AccessTokenRequest(
                request.client(),
                subject,
                terms.actors(),
                scope,
                audience,
                request.client().accessTokenLifetime(),
                request.confirmation(),
                claims(assertion, granted)));
    audit.accepted(tenant, request, assertion, token, granted);
    return response(token, granted);
  }

  /** Whose word it hangs on, and what it permits in detail (RFC 9396 section 9.1). */
  private static Map<String, Object> claims(
      Assertion assertion, List<Map<String, Object>> granted) {
    Map<String, Object> claims = new HashMap<>();
    claims.put("issuer_ids", List.of(assertion.issuer().id()));
    if (!granted.isEmpty()) {
      claims.put("authorization_details", granted);
    }
    return claims;
  }

  /** RFC 9396 section 7; RFC 7521 section 4.1: no refresh token. */
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

  private Assertion accepted(
      TenantContext tenant, GrantRequest request, String jwt, boolean useUp) {
    try {
      return issuers.verify(tenant, jwt, new Use(request.client(), types(), useUp));
    } catch (InvalidTokenException e) {
      LOG.info(
          "assertion.refused: tenant={} client={} reason={}",
          tenant.id(),
          request.client().clientId(),
          e.getMessage());
      throw OAuthError.invalidGrant("The assertion is not accepted: " + e.getMessage() + ".");
    }
  }

  private Set<String> types() {
    Set<String> types = new HashSet<>(TYPES);
    types.addAll(profiles.types());
    return types;
  }

  /** What the assertion is for, or the part of it that is asked for. */
  private static List<String> narrowed(List<String> named, List<String> asked) {
    if (!named.containsAll(asked)) {
      throw OAuthError.invalidTarget("The assertion is for another resource.");
    }
    return asked.isEmpty() ? named : asked;
  }

  /** An assertion that says for which client, or for whose key, it is, is for no other. */
  private static void requireMeantFor(GrantRequest request, Assertion assertion) {
    Object client = assertion.claims().get("client_id");
    if (client != null && !client.equals(request.client().clientId())) {
      throw OAuthError.invalidGrant("The assertion is for another client.");
    }
    Object key = assertion.claims().get("cnf"); // RFC 7800 section 3
    if (key != null && !request.confirmation().map(proven -> holds(proven, key)).orElse(false)) {
      throw OAuthError.invalidGrant(
          "The assertion is bound to a key: prove it, as with a DPoP header.");
    }
  }

  private static boolean holds(Map<String, Object> proven, Object key) {
    return key instanceof Map<?, ?> members && proven.entrySet().containsAll(members.entrySet());
  }

  private static OAuthError unknown(TenantContext tenant, Assertion assertion) {
    LOG.info(
        "assertion.subject-unknown: tenant={} issuer={}", tenant.id(), assertion.issuer().id());
    return OAuthError.invalidGrant(
        "The assertion's subject is nobody for whom this issuer may speak here; have an"
            + " administrator look at its subject mapping.");
  }
}
