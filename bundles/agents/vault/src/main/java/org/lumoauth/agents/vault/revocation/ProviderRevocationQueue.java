/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.agents.vault.revocation;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.lumoauth.agents.vault.connection.ConnectionStore;
import org.lumoauth.agents.vault.connection.VaultConnection;
import org.lumoauth.agents.vault.grant.StoredGrantTokens;
import org.lumoauth.api.id.IdGenerator;
import org.lumoauth.api.tenant.TenantContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Queues tokens for revocation at their providers, in the transaction that revokes the grant. An
 * entry contains all required data, because the connection may be deleted before it is processed.
 */
@Component(service = ProviderRevocationQueue.class)
public final class ProviderRevocationQueue {

  static final String ENDPOINT = "endpoint";
  static final String CLIENT_ID = "client_id";
  static final String AUTHENTICATION = "authentication";
  static final String SECRET = "client_secret";
  static final String TOKEN = "token";
  static final String HINT = "token_type_hint";

  private final ProviderRevocationStore store;
  private final ConnectionStore connections;
  private final IdGenerator identifiers;

  @Activate
  public ProviderRevocationQueue(
      @Reference ProviderRevocationStore store,
      @Reference ConnectionStore connections,
      @Reference IdGenerator identifiers) {
    this.store = store;
    this.connections = connections;
    this.identifiers = identifiers;
  }

  /** Queues both tokens of a grant, if the provider has a revocation endpoint. */
  public void enqueue(TenantContext tenant, VaultConnection connection, StoredGrantTokens tokens) {
    tokens.refreshToken().ifPresent(token -> add(tenant, connection, token, "refresh_token"));
    enqueueAccessToken(tenant, connection, tokens);
  }

  /** Queues the access token only, if the provider has a revocation endpoint. */
  public void enqueueAccessToken(
      TenantContext tenant, VaultConnection connection, StoredGrantTokens tokens) {
    add(tenant, connection, tokens.accessToken(), "access_token");
  }

  private void add(TenantContext tenant, VaultConnection connection, String token, String hint) {
    var spec = connection.spec();
    if (spec.revocationEndpoint().isEmpty()) {
      return;
    }
    Map<String, String> content = new LinkedHashMap<>();
    content.put(ENDPOINT, spec.revocationEndpoint().get().toString());
    content.put(CLIENT_ID, spec.clientId());
    content.put(AUTHENTICATION, spec.clientAuthentication());
    connections
        .findSecret(tenant.id(), connection)
        .ifPresent(secret -> content.put(SECRET, secret));
    content.put(TOKEN, token);
    content.put(HINT, hint);
    store.add(tenant.id(), identifiers.next("crv_"), connection.id(), content, Instant.now());
  }
}
