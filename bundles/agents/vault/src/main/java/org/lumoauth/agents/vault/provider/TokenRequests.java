package org.lumoauth.agents.vault.provider;

import java.net.URI;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.lumoauth.agents.vault.VaultSettings;
import org.lumoauth.agents.vault.connection.Connection;
import org.lumoauth.agents.vault.connection.ConnectionStore;
import org.lumoauth.agents.vault.provider.ProviderException.Kind;
import org.lumoauth.api.outbound.OutboundException;
import org.lumoauth.api.outbound.OutboundHttp;
import org.lumoauth.api.outbound.OutboundRequest;
import org.lumoauth.api.settings.SettingsStore;
import org.lumoauth.api.tenant.TenantContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Asks token endpoints of providers. */
@Component(service = TokenRequests.class)
public final class TokenRequests {

  private static final String PURPOSE = "connection-token";
  private static final int MAX_ANSWER = 65_536;

  private final OutboundHttp http;
  private final ConnectionStore connections;
  private final SettingsStore settings;

  @Activate
  public TokenRequests(
      @Reference OutboundHttp http,
      @Reference ConnectionStore connections,
      @Reference SettingsStore settings) {
    this.http = http;
    this.connections = connections;
    this.settings = settings;
  }

  /** Redeems a code (RFC 6749 section 4.1.3, RFC 7636 section 4.5). */
  public Tokens redeem(
      TenantContext tenant, Connection connection, String code, URI redirectUri, String verifier)
      throws ProviderException {
    return ask(
        tenant,
        connection,
        Map.of(
            "grant_type",
            "authorization_code",
            "code",
            code,
            "redirect_uri",
            redirectUri.toString(),
            "code_verifier",
            verifier));
  }

  /** Renews a user's access token (RFC 6749 section 6). */
  public Tokens refresh(TenantContext tenant, Connection connection, String refreshToken)
      throws ProviderException {
    return ask(
        tenant, connection, Map.of("grant_type", "refresh_token", "refresh_token", refreshToken));
  }

  /** Gets an access token for the organization itself (RFC 6749 section 4.4.2). */
  public Tokens forItself(TenantContext tenant, Connection connection) throws ProviderException {
    Map<String, String> form = new LinkedHashMap<>();
    form.put("grant_type", "client_credentials");
    if (!connection.spec().scopes().isEmpty()) {
      form.put("scope", String.join(" ", connection.spec().scopes()));
    }
    return ask(tenant, connection, form);
  }

  private Tokens ask(TenantContext tenant, Connection connection, Map<String, String> form)
      throws ProviderException {
    var spec = connection.spec();
    Map<String, String> fields = new LinkedHashMap<>(form);
    spec.resource().ifPresent(resource -> fields.put("resource", resource)); // RFC 8707 section 2.2
    var secret = connections.secret(tenant.id(), connection);
    if (connection.hasSecret() && secret.isEmpty()) {
      throw new ProviderException(Kind.UNAVAILABLE, "connection_changed");
    }
    var party = new Party(spec.clientId(), spec.clientAuthentication(), secret);
    try {
      return TokenAnswer.read(
          http.send(
              new OutboundRequest(
                      PURPOSE,
                      "POST",
                      spec.tokenEndpoint(),
                      party.headers(),
                      Optional.of(party.body(fields)),
                      VaultSettings.timeout(settings, tenant),
                      MAX_ANSWER)
                  .inTenant(tenant.id())));
    } catch (OutboundException e) {
      throw e.refused()
          ? new ProviderException(Kind.REFUSED, "address_refused")
          : new ProviderException(Kind.UNAVAILABLE, "no_answer");
    }
  }
}
