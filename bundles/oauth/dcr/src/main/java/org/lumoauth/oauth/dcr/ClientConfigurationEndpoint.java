/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.oauth.dcr;

import java.io.IOException;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.lumoauth.api.audit.AuditInitiator;
import org.lumoauth.api.directory.SubjectRef;
import org.lumoauth.api.oauth.OAuthException;
import org.lumoauth.api.oauth.client.Client;
import org.lumoauth.api.oauth.client.ClientDirectory;
import org.lumoauth.api.oauth.client.ClientRegistrationService;
import org.lumoauth.api.oauth.client.ClientRegistrationService.ClientRegistration;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.platform.web.HttpExchange;
import org.lumoauth.platform.web.HttpHandler;
import org.lumoauth.platform.web.NoStoreHeaders;
import org.lumoauth.platform.web.description.ApiErrorResponses;
import org.lumoauth.platform.web.description.ApiRequestParameters;
import org.lumoauth.platform.web.description.ApiResponse;
import org.lumoauth.platform.web.description.SchemaProperty;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Serves the client configuration endpoint, where a client reads, updates and deletes its
 * registration.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc7592#section-2">RFC 7592 section 2</a>
 */
@ApiRequestParameters(
    on = "PUT",
    value = ClientRegistrationRequestSchema.class,
    members = @SchemaProperty(value = "client_id", required = true))
@ApiResponse(
    on = {"GET", "PUT"},
    status = 200)
@ApiResponse(on = "DELETE", status = 204)
@ApiErrorResponses(401)
@ApiErrorResponses(on = "PUT", value = 400)
@Component(
    service = HttpHandler.class,
    property = {
      "lumoauth.kind=web",
      "lumoauth.name=oauth-dcr-management",
      "lumoauth.web.routes=GET ~/connect/register/{clientId}",
      "lumoauth.web.routes=PUT ~/connect/register/{clientId}",
      "lumoauth.web.routes=DELETE ~/connect/register/{clientId}",
      "lumoauth.web.routes=GET ~/oauth/register/{clientId}",
      "lumoauth.web.routes=PUT ~/oauth/register/{clientId}",
      "lumoauth.web.routes=DELETE ~/oauth/register/{clientId}",
      "lumoauth.web.routes=GET ~/oidc/register/{clientId}",
      "lumoauth.web.routes=PUT ~/oidc/register/{clientId}",
      "lumoauth.web.routes=DELETE ~/oidc/register/{clientId}",
      HttpHandler.SUMMARY + "=GET: Read a registered client (RFC 7592)",
      HttpHandler.SUMMARY + "=PUT: Update a registered client (RFC 7592)",
      HttpHandler.SUMMARY + "=DELETE: Delete a registered client (RFC 7592)",
      "lumoauth.web.guard=open"
    })
public final class ClientConfigurationEndpoint implements HttpHandler {

  private static final String BEARER = "bearer ";

  private final ClientDirectory clients;
  private final ClientRegistrantAuthorizer registrants;
  private final ClientRegistrationPolicy allowance;
  private final SectorIdentifierValidator sectors;
  private final ClientRegistrationService registrations;
  private final RegistrationAccessTokenService tokens;
  private final ClientRegistrationRefusalAudit audit;

  /** A registration that was authenticated by its registration access token. */
  private record AuthenticatedRegistration(
      ClientRegistration registration, boolean vouched, String token) {}

  @Activate
  public ClientConfigurationEndpoint(
      @Reference ClientDirectory clients,
      @Reference ClientRegistrantAuthorizer registrants,
      @Reference ClientRegistrationPolicy allowance,
      @Reference SectorIdentifierValidator sectors,
      @Reference ClientRegistrationService registrations,
      @Reference RegistrationAccessTokenService tokens,
      @Reference ClientRegistrationRefusalAudit audit) {
    this.clients = clients;
    this.registrants = registrants;
    this.allowance = allowance;
    this.sectors = sectors;
    this.registrations = registrations;
    this.tokens = tokens;
    this.audit = audit;
  }

  @Override
  public void handle(HttpExchange exchange) throws IOException {
    NoStoreHeaders.setNoStore(exchange.response());
    String clientId = exchange.path().substring(exchange.path().lastIndexOf('/') + 1);
    try {
      AuthenticatedRegistration known = known(exchange, clientId);
      switch (exchange.request().getMethod()) {
        case "PUT" -> exchange.writeJson(200, replace(exchange, known));
        case "DELETE" -> remove(exchange, known);
        default ->
            exchange.writeJson(
                200,
                ClientRegistrationResponseFactory.of(
                    exchange.tenant(), known.registration(), Optional.empty()));
      }
    } catch (OAuthException refusal) {
      audit.recordRefused(
          exchange, self(cleaned(clientId)), Optional.of(cleaned(clientId)), refusal);
      throw refusal;
    }
  }

  /** Authenticates the client. An unknown client and a wrong token result in the same error. */
  private AuthenticatedRegistration known(HttpExchange exchange, String clientId) {
    TenantContext tenant = exchange.tenant();
    Optional<String> token = bearer(exchange);
    return token
        .flatMap(of -> tokens.check(tenant, clientId, of))
        .filter(row -> clients.find(tenant, clientId).filter(Client::enabled).isPresent())
        .flatMap(
            row ->
                registrations
                    .find(tenant, clientId)
                    .map(found -> new AuthenticatedRegistration(found, row.vouched(), token.get())))
        .orElseThrow(() -> unauthorized(token.isPresent()));
  }

  private Map<String, Object> replace(HttpExchange exchange, AuthenticatedRegistration known)
      throws IOException {
    TenantContext tenant = exchange.tenant();
    Map<String, Object> asked = ClientRegistrationEndpoint.body(exchange);
    String clientId = known.registration().clientId();
    requireSelf(tenant, clientId, asked);
    registrants.countChange(tenant, clientId); // Counted before any URL is fetched for the client.
    Map<String, Object> had = known.registration().metadata();
    Map<String, Object> metadata =
        allowance.restrict(tenant, asked, known.vouched(), scopes(had.get("scope")));
    if (ClientRegistrationResponseFactory.usesSecret(metadata)
        != ClientRegistrationResponseFactory.usesSecret(had)) {
      throw new OAuthException( // The client would have no secret, or a useless one.
          400,
          "invalid_client_metadata",
          "token_endpoint_auth_method cannot change between methods with and without "
              + "a secret. Register a new client.");
    }
    sectors.check(tenant, metadata);
    // Rotate the token first, so that only one of several concurrent requests updates the client.
    String next =
        tokens.rotate(tenant, clientId, known.token()).orElseThrow(() -> unauthorized(true));
    try {
      ClientRegistration replaced =
          registrations.replace(tenant, clientId, metadata, by(exchange, clientId));
      return ClientRegistrationResponseFactory.of(tenant, replaced, Optional.of(next));
    } catch (RuntimeException refused) { // The new token was not returned to the client.
      tokens.restore(tenant, clientId, next, known.token());
      throw refused;
    }
  }

  private void remove(HttpExchange exchange, AuthenticatedRegistration known) {
    String clientId = known.registration().clientId();
    registrations.remove(exchange.tenant(), clientId, by(exchange, clientId));
    tokens.remove(exchange.tenant(), clientId);
    exchange.response().setStatus(204);
  }

  /**
   * Requires that {@code client_id} and {@code client_secret} match the registration (section 2.2).
   */
  private void requireSelf(TenantContext tenant, String clientId, Map<String, Object> asked) {
    if (!clientId.equals(asked.get("client_id"))) {
      throw OAuthException.invalidRequest("The client_id does not match the registration.");
    }
    Object secret = asked.get("client_secret");
    if (secret != null
        && !(secret instanceof String text && clients.verifySecret(tenant, clientId, text))) {
      throw OAuthException.invalidRequest("The client_secret does not match the client.");
    }
  }

  private static Set<String> scopes(@Nullable Object scope) {
    return scope instanceof String ? ClientRegistrationPolicy.split(scope) : new HashSet<>();
  }

  private static Optional<String> bearer(HttpExchange exchange) {
    List<String> values = exchange.view().headers("Authorization");
    return values.size() == 1 && values.get(0).toLowerCase(Locale.ROOT).startsWith(BEARER)
        ? Optional.of(values.get(0).substring(BEARER.length()).strip())
        : Optional.empty();
  }

  private static AuditInitiator by(HttpExchange exchange, String clientId) {
    return AuditInitiator.of(self(clientId), exchange.requestInfo());
  }

  private static SubjectRef self(String clientId) {
    return new SubjectRef(SubjectRef.CLIENT, clientId);
  }

  /**
   * Returns the client ID of the path, truncated and stripped of characters that are not allowed in
   * an ID.
   */
  private static String cleaned(String clientId) {
    String clean =
        clientId.substring(0, Math.min(clientId.length(), 64)).replaceAll("[^\\x21-\\x7E]", "?");
    return clean.isEmpty() ? "unknown" : clean;
  }

  /** Builds the error (RFC 6750 section 3). */
  private static OAuthException unauthorized(boolean shown) {
    String challenge = "Bearer realm=\"lumoauth\"";
    return new OAuthException(
        401,
        "invalid_token",
        "The registration access token of this client is required.",
        Map.of("WWW-Authenticate", shown ? challenge + ", error=\"invalid_token\"" : challenge));
  }
}
