/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.oauth.dcr;

import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.lumoauth.api.oauth.OAuthException;
import org.lumoauth.api.oauth.client.ClientRegistrationService;
import org.lumoauth.api.oauth.client.ClientRegistrationService.ClientRegistration;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.api.web.ApiException;
import org.lumoauth.platform.web.AnyOriginCorsPolicy;
import org.lumoauth.platform.web.HttpExchange;
import org.lumoauth.platform.web.HttpHandler;
import org.lumoauth.platform.web.NoStoreHeaders;
import org.lumoauth.platform.web.description.ApiErrorResponses;
import org.lumoauth.platform.web.description.ApiRequestParameters;
import org.lumoauth.platform.web.description.ApiResponse;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Serves the client registration endpoint.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc7591#section-3">RFC 7591 section 3</a>
 */
@ApiRequestParameters(ClientRegistrationRequestSchema.class)
@ApiResponse(status = 201)
@ApiErrorResponses({401, 403})
@Component(
    service = HttpHandler.class,
    property = {
      "lumoauth.kind=web",
      "lumoauth.name=oauth-dcr",
      "lumoauth.web.routes=POST ~/connect/register",
      "lumoauth.web.routes=POST ~/oauth/register",
      "lumoauth.web.routes=POST ~/oidc/register",
      "lumoauth.web.routes=OPTIONS ~/connect/register",
      "lumoauth.web.routes=OPTIONS ~/oauth/register",
      "lumoauth.web.routes=OPTIONS ~/oidc/register",
      HttpHandler.SUMMARY + "=POST: Register a client (RFC 7591)",
      HttpHandler.SUMMARY + "=OPTIONS: Answer a CORS preflight request",
      "lumoauth.web.guard=open"
    })
public final class ClientRegistrationEndpoint implements HttpHandler {

  private final ClientRegistrantAuthorizer registrants;
  private final ClientRegistrationPolicy allowance;
  private final SectorIdentifierValidator sectors;
  private final ClientRegistrationService registrations;
  private final RegistrationAccessTokenService tokens;
  private final ClientRegistrationRefusalAudit audit;

  @Activate
  public ClientRegistrationEndpoint(
      @Reference ClientRegistrantAuthorizer registrants,
      @Reference ClientRegistrationPolicy allowance,
      @Reference SectorIdentifierValidator sectors,
      @Reference ClientRegistrationService registrations,
      @Reference RegistrationAccessTokenService tokens,
      @Reference ClientRegistrationRefusalAudit audit) {
    this.registrants = registrants;
    this.allowance = allowance;
    this.sectors = sectors;
    this.registrations = registrations;
    this.tokens = tokens;
    this.audit = audit;
  }

  @Override
  public void handle(HttpExchange exchange) throws IOException {
    if (AnyOriginCorsPolicy.allow(exchange, "POST")) {
      return;
    }
    NoStoreHeaders.setNoStore(exchange.response());
    try {
      AuthorizedRegistrant registrant = registrants.resolve(exchange);
      exchange.writeJson(201, register(exchange.tenant(), registrant, body(exchange)));
    } catch (OAuthException refusal) {
      audit.recordRefused(
          exchange, ClientRegistrantAuthorizer.claimedSubject(exchange), Optional.empty(), refusal);
      throw refusal;
    }
  }

  private Map<String, Object> register(
      TenantContext tenant, AuthorizedRegistrant registrant, Map<String, Object> asked) {
    Map<String, Object> metadata =
        allowance.restrict(tenant, asked, registrant.vouched(), Set.of());
    sectors.check(tenant, metadata);
    ClientRegistration registration = registrations.register(tenant, metadata, registrant.by());
    try {
      String token = tokens.issue(tenant, registration.clientId(), registrant.vouched());
      return ClientRegistrationResponseFactory.of(tenant, registration, Optional.of(token));
    } catch (
        RuntimeException e) { // The client would remain without a usable registration access token.
      registrations.remove(tenant, registration.clientId(), registrant.by());
      throw e;
    }
  }

  /**
   * Returns the submitted metadata.
   *
   * @throws OAuthException {@code invalid_request} if the body is not a JSON object
   */
  static Map<String, Object> body(HttpExchange exchange) throws IOException {
    try {
      @SuppressWarnings("unchecked")
      Map<String, Object> body = exchange.readJson(Map.class);
      if (body != null) {
        return body;
      }
    } catch (ApiException e) {
      if (e.status() != 422) {
        throw e;
      }
    }
    throw OAuthException.invalidRequest("The request body must be a JSON object.");
  }
}
