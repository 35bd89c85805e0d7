/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.oauth.grant.refreshtoken;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import org.lumoauth.api.oauth.client.Client;
import org.lumoauth.api.oauth.client.ClientDirectory;
import org.lumoauth.api.oauth.grant.AuthorizationGrant;
import org.lumoauth.api.oauth.grant.AuthorizationGrantService;
import org.lumoauth.api.oauth.token.IntrospectableTokenTypeHandler;
import org.lumoauth.api.tenant.TenantContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Lets clients introspect and revoke refresh tokens (RFC 7662, RFC 7009). */
@Component(property = {"lumoauth.kind=token-kind", "lumoauth.name=refresh_token"})
public final class RefreshTokenTypeHandler implements IntrospectableTokenTypeHandler {

  private final RefreshTokenService tokens;
  private final AuthorizationGrantService grants;
  private final ClientDirectory clients;

  @Activate
  public RefreshTokenTypeHandler(
      @Reference RefreshTokenService tokens,
      @Reference AuthorizationGrantService grants,
      @Reference ClientDirectory clients) {
    this.tokens = tokens;
    this.grants = grants;
    this.clients = clients;
  }

  @Override
  public Optional<ActiveToken> introspect(TenantContext tenant, String token) {
    return tokens
        .inspect(tenant, token)
        .filter(family -> grants.isActive(tenant, family.grant().id()))
        .filter(family -> mayRefresh(tenant, family.grant().clientId()))
        .map(family -> new ActiveToken(family.grant().clientId(), members(tenant, family)));
  }

  /**
   * Returns whether the client may currently refresh. A disabled client keeps its grants but cannot
   * use them.
   */
  private boolean mayRefresh(TenantContext tenant, String clientId) {
    return clients.find(tenant, clientId).filter(Client::enabled).isPresent();
  }

  @Override
  public Optional<String> revoke(TenantContext tenant, Client client, String token) {
    Optional<String> grant = tokens.revoke(tenant, client, token).map(AuthorizationGrant::id);
    grant.ifPresent(
        id -> grants.end(tenant, id)); // RFC 7009 section 2.1: also revokes the access tokens
    return grant;
  }

  private static Map<String, Object> members(TenantContext tenant, RefreshTokenFamily family) {
    AuthorizationGrant grant = family.grant();
    Map<String, Object> members = new LinkedHashMap<>();
    members.put("token_type", "refresh_token");
    members.put("scope", String.join(" ", new TreeSet<>(grant.scope())));
    members.put("client_id", grant.clientId());
    members.put("sub", grant.subject().id());
    members.put("identity_type", grant.subject().type());
    members.put("exp", family.expiresAt().getEpochSecond());
    members.put("iat", family.rotatedAt().getEpochSecond());
    members.put("iss", tenant.issuer());
    grant.confirmation().ifPresent(confirmation -> members.put("cnf", confirmation));
    return members;
  }
}
