/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.oauth.grant.authorizationcode.endpoint;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.lumoauth.api.audit.AuditLog;
import org.lumoauth.api.authn.Session;
import org.lumoauth.api.id.IdGenerator;
import org.lumoauth.api.oauth.authorization.AuthorizationRequest;
import org.lumoauth.api.oauth.client.Client;
import org.lumoauth.api.oauth.grant.AuthorizationGrant;
import org.lumoauth.api.oauth.grant.AuthorizationGrantService;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.oauth.grant.authorizationcode.code.AuthorizationCodeAudit;
import org.lumoauth.oauth.grant.authorizationcode.code.AuthorizationCodeGrantHandler;
import org.lumoauth.oauth.grant.authorizationcode.code.AuthorizationCodePendingWrite;
import org.lumoauth.oauth.grant.authorizationcode.code.AuthorizationCodeStore;
import org.lumoauth.oauth.grant.authorizationcode.code.IssuedAuthorizationCode;
import org.lumoauth.oauth.grant.authorizationcode.request.ClaimScopeResolver;
import org.lumoauth.oauth.grant.authorizationcode.request.ClientSecurityProfileEnforcer;
import org.lumoauth.platform.web.HttpExchange;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Issues the authorization code for a request that needs no further interaction. */
@Component(service = AuthorizationCodeIssuer.class)
public final class AuthorizationCodeIssuer {

  private final IdGenerator identifiers;
  private final AuthorizationGrantService grants;
  private final AuthorizationCodeStore codes;
  private final AuthorizationCodeAudit audit;
  private final ClaimScopeResolver claimScopes;

  @Activate
  public AuthorizationCodeIssuer(
      @Reference IdGenerator identifiers,
      @Reference AuthorizationGrantService grants,
      @Reference AuthorizationCodeStore codes,
      @Reference AuthorizationCodeAudit audit,
      @Reference ClaimScopeResolver claimScopes) {
    this.identifiers = identifiers;
    this.grants = grants;
    this.codes = codes;
    this.audit = audit;
    this.claimScopes = claimScopes;
  }

  /**
   * Returns the requested claims that the client may still request. Language preferences are stored
   * with the claims (OpenID Connect Core section 5.2).
   */
  private Map<String, Object> claims(Client client, AuthorizationRequest request) {
    Map<String, Object> claims =
        new LinkedHashMap<>(claimScopes.permitted(client, request.claims()));
    request.claimsLocales().ifPresent(tags -> claims.put("claims_locales", tags));
    return claims;
  }

  /**
   * Issues a code; empty for {@code response_type=none}. Returns after the audit event is stored,
   * which is written concurrently with the code and its grant.
   */
  Optional<String> issueCode(
      HttpExchange exchange, Client client, AuthorizationRequest request, Session session) {
    AuthorizationGrant grant =
        new AuthorizationGrant(
            identifiers.next("grn_"),
            request.clientId(),
            session.subject(),
            request.scope(),
            request.resources(),
            Optional.of(session.id()),
            Optional.of(session.authenticatedAt()),
            Optional.of(session.acr()),
            session.amr(),
            request.nonce(),
            claims(client, request),
            request.authorizationDetails(),
            Optional.empty());
    AuditLog.PendingAuditWrite recorded =
        audit.recordGranted(exchange.tenant(), grant, exchange.requestInfo());
    Optional<String> code =
        request.responseType().equals("code")
            ? Optional.of(code(exchange.tenant(), client, request, grant))
            : Optional.empty();
    recorded.awaitDurable();
    return code;
  }

  private String code(
      TenantContext tenant, Client client, AuthorizationRequest request, AuthorizationGrant grant) {
    var issued =
        new IssuedAuthorizationCode(
            grant,
            request.redirectUri(),
            request.redirectUriGiven(),
            request.codeChallenge(),
            request.dpopJkt(),
            Optional.of(ClientSecurityProfileEnforcer.nameOf(client)),
            true,
            false);
    try (AuthorizationCodePendingWrite code = codes.issue(tenant, client, issued)) {
      // From now on the grant can be revoked, even before the client redeems the code.
      grants.add(tenant, grant, AuthorizationCodeGrantHandler.TYPE);
      return code.awaitStored();
    }
  }
}
