/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.oauth.par;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.lumoauth.api.audit.AuditEvent.AuditOutcome;
import org.lumoauth.api.audit.AuditInitiator;
import org.lumoauth.api.audit.AuditLog;
import org.lumoauth.api.directory.SubjectRef;
import org.lumoauth.api.module.ProviderRegistry;
import org.lumoauth.api.oauth.OAuthException;
import org.lumoauth.api.oauth.OAuthRequest;
import org.lumoauth.api.oauth.authorization.AuthorizationRequestValidationService;
import org.lumoauth.api.oauth.client.AuthenticatedClient;
import org.lumoauth.api.oauth.client.Client;
import org.lumoauth.api.oauth.client.ClientAuthenticationService;
import org.lumoauth.api.store.AttemptLimiter;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.platform.web.AnyOriginCorsPolicy;
import org.lumoauth.platform.web.HttpExchange;
import org.lumoauth.platform.web.HttpHandler;
import org.lumoauth.platform.web.NoStoreHeaders;
import org.lumoauth.platform.web.description.ApiRequestParameters;
import org.lumoauth.platform.web.description.ApiResponse;
import org.lumoauth.platform.web.description.SchemaProperty;
import org.lumoauth.platform.web.guard.UnauthenticatedRefusalThrottle;
import org.lumoauth.platform.web.oauth.OAuthRequestReader;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;

/**
 * Serves the pushed authorization request endpoint, to which a client sends the request before the
 * browser is redirected.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9126#section-2">RFC 9126 section 2</a>
 */
@ApiRequestParameters(
    encoding = ApiRequestParameters.ParameterEncoding.FORM,
    members =
        @SchemaProperty(
            value = "request",
            description = "All request parameters as a signed JWT (RFC 9101)"),
    ofKinds = {"authorization-parameters", "client-authentication"})
@ApiRequestParameters(
    encoding = ApiRequestParameters.ParameterEncoding.HEADERS,
    ofKinds = "token-binding")
@ApiResponse(
    status = 201,
    members = {
      @SchemaProperty(value = "request_uri", required = true),
      @SchemaProperty(value = "expires_in", type = long.class, required = true)
    })
@Component(
    service = HttpHandler.class,
    property = {
      "lumoauth.kind=web",
      "lumoauth.name=oauth-par",
      "lumoauth.web.routes=POST ~/oauth/par",
      "lumoauth.web.routes=OPTIONS ~/oauth/par",
      HttpHandler.SUMMARY + "=POST: Push an authorization request (RFC 9126)",
      HttpHandler.SUMMARY + "=OPTIONS: Answer a CORS preflight request",
      "lumoauth.web.guard=client"
    })
public final class PushedAuthorizationRequestEndpoint implements HttpHandler {

  private static final int MAX_RECORDED_ID = 64;

  private final ClientAuthenticationService clients;
  private final PushedRequestParameterParser parameters;
  private final AuthorizationRequestValidationService requests;
  private final PushedRequestStore pushed;
  private final PushedRequestLimiter limits;
  private final AuditLog log;
  private final UnauthenticatedRefusalThrottle refusals;

  @Activate
  public PushedAuthorizationRequestEndpoint(
      @Reference ClientAuthenticationService clients,
      @Reference ProviderRegistry registry,
      @Reference AuthorizationRequestValidationService requests,
      @Reference PushedRequestStore pushed,
      @Reference AttemptLimiter limiter,
      @Reference AuditLog log,
      @Reference UnauthenticatedRefusalThrottle refusals) {
    this.clients = clients;
    this.parameters = new PushedRequestParameterParser(registry);
    this.requests = requests;
    this.pushed = pushed;
    this.limits = new PushedRequestLimiter(limiter);
    this.log = log;
    this.refusals = refusals;
  }

  @Deactivate
  void close() {
    parameters.close();
  }

  @Override
  public void handle(HttpExchange exchange) throws IOException {
    if (AnyOriginCorsPolicy.allow(exchange, "POST")) {
      return;
    }
    NoStoreHeaders.setNoStore(exchange.response());
    TenantContext tenant = exchange.tenant();
    OAuthRequest request = OAuthRequestReader.readForm(exchange);
    Optional<AuthenticatedClient> proven = Optional.empty();
    try {
      parameters.requireNonce(tenant, request);
      proven = Optional.of(clients.authenticate(tenant, request)); // point 1
      Client client = proven.get().client();
      var sent = parameters.of(tenant, client, request);
      PushedRequestLimiter.requireBounded(sent.sent());
      var accepted = requests.accept(tenant, client, sent.sent()); // point 3, section 3
      var bound = sent.bound(accepted.parameters());
      limits.count(exchange, proven.get()); // Counted before the request is stored.
      String uri = pushed.add(tenant, client, bound, accepted.verifiedObject());
      exchange.writeJson( // section 2.2
          201, Map.of("request_uri", uri, "expires_in", PushedRequestStore.LIFETIME.toSeconds()));
    } catch (OAuthException refusal) {
      if (refusals.countAndDecideRecording(exchange, proven, refusal)) {
        recordRefused(exchange, tenant, request, refusal);
      }
      NoStoreHeaders.setChallenge(exchange.response(), refusal);
      throw refusal;
    }
  }

  private void recordRefused(
      HttpExchange exchange, TenantContext tenant, OAuthRequest request, OAuthException refusal) {
    SubjectRef claimed = new SubjectRef(SubjectRef.CLIENT, claimedClientId(request));
    log.record(
        tenant.id(),
        AuditInitiator.of(claimed, exchange.requestInfo())
            .auditEvent(
                "authorization-request.denied",
                "A pushed authorization request was refused: " + refusal.code() + ".")
            .withOutcome(AuditOutcome.DENIED)
            .withDetail("error", refusal.code()));
  }

  /** Truncates the claimed client ID and replaces characters that are not allowed in an ID. */
  private static String claimedClientId(OAuthRequest request) {
    String id = request.parameters().getOrDefault("client_id", List.of("")).get(0);
    String clean =
        id.substring(0, Math.min(id.length(), MAX_RECORDED_ID)).replaceAll("[^\\x21-\\x7E]", "?");
    return clean.isEmpty() ? "unknown" : clean;
  }
}
