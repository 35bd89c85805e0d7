package org.lumoauth.agents.vault.revocation;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.lumoauth.agents.vault.connection.Connection;
import org.lumoauth.agents.vault.connection.ConnectionStore;
import org.lumoauth.agents.vault.grant.KeptTokens;
import org.lumoauth.api.id.Identifiers;
import org.lumoauth.api.tenant.TenantContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Takes tokens that have ended, to be told to their providers. It is part of the change that ends
 * them, and has everything with it that is needed: the connection may be gone by then.
 */
@Component(service = Revocations.class)
public final class Revocations {

  static final String ENDPOINT = "endpoint";
  static final String CLIENT_ID = "client_id";
  static final String AUTHENTICATION = "authentication";
  static final String SECRET = "client_secret";
  static final String TOKEN = "token";
  static final String HINT = "token_type_hint";

  private final RevocationStore store;
  private final ConnectionStore connections;
  private final Identifiers identifiers;

  @Activate
  public Revocations(
      @Reference RevocationStore store,
      @Reference ConnectionStore connections,
      @Reference Identifiers identifiers) {
    this.store = store;
    this.connections = connections;
    this.identifiers = identifiers;
  }

  /** Ends both tokens of a grant, where the provider takes that. */
  public void end(TenantContext tenant, Connection connection, KeptTokens tokens) {
    tokens.refreshToken().ifPresent(token -> add(tenant, connection, token, "refresh_token"));
    endAccess(tenant, connection, tokens);
  }

  /** Ends the access token alone, where the provider takes that. */
  public void endAccess(TenantContext tenant, Connection connection, KeptTokens tokens) {
    add(tenant, connection, tokens.accessToken(), "access_token");
  }

  private void add(TenantContext tenant, Connection connection, String token, String hint) {
    var spec = connection.spec();
    if (spec.revocationEndpoint().isEmpty()) {
      return;
    }
    Map<String, String> content = new LinkedHashMap<>();
    content.put(ENDPOINT, spec.revocationEndpoint().get().toString());
    content.put(CLIENT_ID, spec.clientId());
    content.put(AUTHENTICATION, spec.clientAuthentication());
    connections.secret(tenant.id(), connection).ifPresent(secret -> content.put(SECRET, secret));
    content.put(TOKEN, token);
    content.put(HINT, hint);
    store.add(tenant.id(), identifiers.next("crv_"), connection.id(), content, Instant.now());
  }
}
