/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.agents.vault.provider;

import java.net.URI;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.lumoauth.agents.vault.VaultSettings;
import org.lumoauth.agents.vault.connection.ConnectionStore;
import org.lumoauth.agents.vault.connection.VaultConnection;
import org.lumoauth.agents.vault.provider.ProviderTokenException.Kind;
import org.lumoauth.api.outbound.OutboundException;
import org.lumoauth.api.outbound.OutboundHttpClient;
import org.lumoauth.api.outbound.OutboundRequest;
import org.lumoauth.api.settings.SettingsStore;
import org.lumoauth.api.tenant.TenantContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Calls the token endpoints of providers. */
@Component(service = ProviderTokenClient.class)
public final class ProviderTokenClient {

  private static final Logger LOG = LoggerFactory.getLogger(ProviderTokenClient.class);
  private static final String PURPOSE = "connection-token";
  private static final int MAX_ANSWER = 65_536;

  private final OutboundHttpClient http;
  private final ConnectionStore connections;
  private final SettingsStore settings;

  @Activate
  public ProviderTokenClient(
      @Reference OutboundHttpClient http,
      @Reference ConnectionStore connections,
      @Reference SettingsStore settings) {
    this.http = http;
    this.connections = connections;
    this.settings = settings;
  }

  /** Redeems a code (RFC 6749 section 4.1.3, RFC 7636 section 4.5). */
  public ProviderTokens redeem(
      TenantContext tenant,
      VaultConnection connection,
      String code,
      URI redirectUri,
      String verifier)
      throws ProviderTokenException {
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

  /** Renews a user's access token with the refresh token (RFC 6749 section 6). */
  public ProviderTokens refresh(
      TenantContext tenant, VaultConnection connection, String refreshToken)
      throws ProviderTokenException {
    return ask(
        tenant, connection, Map.of("grant_type", "refresh_token", "refresh_token", refreshToken));
  }

  /** Requests an access token for the tenant itself (RFC 6749 section 4.4.2). */
  public ProviderTokens requestClientCredentials(TenantContext tenant, VaultConnection connection)
      throws ProviderTokenException {
    Map<String, String> form = new LinkedHashMap<>();
    form.put("grant_type", "client_credentials");
    if (!connection.spec().scopes().isEmpty()) {
      form.put("scope", String.join(" ", connection.spec().scopes()));
    }
    return ask(tenant, connection, form);
  }

  private ProviderTokens ask(
      TenantContext tenant, VaultConnection connection, Map<String, String> form)
      throws ProviderTokenException {
    try {
      return send(tenant, connection, form);
    } catch (ProviderTokenException e) {
      if (e.kind() != Kind.ENDED) { // the administrator or operator can remove the cause
        LOG.warn(
            "vault.no-tokens: tenant={} connection={} host={} reason={}",
            tenant.id(),
            connection.id(),
            connection.spec().tokenEndpoint().getHost(),
            e.getMessage());
      }
      throw e;
    }
  }

  private ProviderTokens send(
      TenantContext tenant, VaultConnection connection, Map<String, String> form)
      throws ProviderTokenException {
    var spec = connection.spec();
    Map<String, String> fields = new LinkedHashMap<>(form);
    spec.resource().ifPresent(resource -> fields.put("resource", resource)); // RFC 8707 section 2.2
    var secret = connections.findSecret(tenant.id(), connection);
    if (connection.hasSecret() && secret.isEmpty()) {
      throw new ProviderTokenException(Kind.UNAVAILABLE, "connection_changed");
    }
    var party = new ProviderClientCredentials(spec.clientId(), spec.clientAuthentication(), secret);
    try {
      return ProviderTokenResponseParser.read(
          http.send(
              new OutboundRequest(
                      PURPOSE,
                      "POST",
                      spec.tokenEndpoint(),
                      party.headers(),
                      Optional.of(party.body(fields)),
                      VaultSettings.PROVIDER_TIMEOUT.read(settings, tenant),
                      MAX_ANSWER)
                  .inTenant(tenant.id())
                  .onNewConnection()));
    } catch (OutboundException e) {
      throw e.isRefused()
          ? new ProviderTokenException(Kind.REFUSED, "address_refused", e.getMessage())
          : new ProviderTokenException(Kind.UNAVAILABLE, "no_answer", e.getMessage());
    }
  }
}
