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
 * Takes tokens that have ended, to be told to their providers. It is part of the change that ends
 * them, and has everything with it that is needed: the connection may be gone by then.
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

  /** Ends both tokens of a grant, where the provider takes that. */
  public void enqueue(TenantContext tenant, VaultConnection connection, StoredGrantTokens tokens) {
    tokens.refreshToken().ifPresent(token -> add(tenant, connection, token, "refresh_token"));
    enqueueAccessToken(tenant, connection, tokens);
  }

  /** Ends the access token alone, where the provider takes that. */
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
