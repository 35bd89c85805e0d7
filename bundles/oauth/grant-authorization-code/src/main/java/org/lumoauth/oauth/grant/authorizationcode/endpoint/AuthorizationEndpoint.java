/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.oauth.grant.authorizationcode.endpoint;

import java.io.IOException;
import java.net.URI;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.lumoauth.api.oauth.OAuthException;
import org.lumoauth.api.oauth.authorization.AuthorizationRequest;
import org.lumoauth.api.oauth.client.Client;
import org.lumoauth.api.oauth.client.ClientDirectory;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.api.web.ApiException;
import org.lumoauth.oauth.grant.authorizationcode.endpoint.AuthorizationResponder.AuthorizationResponseDestination;
import org.lumoauth.oauth.grant.authorizationcode.interaction.PendingAuthorizationRequest;
import org.lumoauth.oauth.grant.authorizationcode.interaction.PendingAuthorizationRequestStore;
import org.lumoauth.oauth.grant.authorizationcode.interaction.UsedRequestUriStore;
import org.lumoauth.oauth.grant.authorizationcode.request.AuthorizationParameters;
import org.lumoauth.oauth.grant.authorizationcode.request.AuthorizationRequestReader;
import org.lumoauth.oauth.grant.authorizationcode.request.AuthorizationRequestSourceResolver;
import org.lumoauth.oauth.grant.authorizationcode.request.AuthorizationRequestSourceResolver.ResolvedAuthorizationParameters;
import org.lumoauth.oauth.grant.authorizationcode.request.ClientSecurityProfileEnforcer;
import org.lumoauth.oauth.grant.authorizationcode.request.PushedRequestValidationService;
import org.lumoauth.oauth.grant.authorizationcode.response.ResponseModeRegistry;
import org.lumoauth.platform.web.HttpExchange;
import org.lumoauth.platform.web.HttpHandler;
import org.lumoauth.platform.web.description.ApiErrorResponses;
import org.lumoauth.platform.web.description.ApiRequestParameters;
import org.lumoauth.platform.web.description.ApiResponse;
import org.lumoauth.platform.web.description.SchemaProperty;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Serves the authorization endpoint. It validates the client and redirect URI first. Until both are
 * valid, errors are shown to the user and the browser is not redirected.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc6749#section-4.1.1">RFC 6749 section 4.1.1</a>
 */
@ApiRequestParameters(
    encoding = ApiRequestParameters.ParameterEncoding.FORM,
    members =
        @SchemaProperty(
            value = "client_id",
            required = true,
            description = "The client that requests authorization"),
    ofKinds = {"authorization-parameters", "authorization-request"})
@ApiResponse(status = 200)
@ApiResponse(status = 303)
@ApiErrorResponses(400)
@Component(
    service = HttpHandler.class,
    property = {
      "lumoauth.kind=web",
      "lumoauth.name=oauth-authorize",
      "lumoauth.web.routes=GET ~/oauth/authorize",
      "lumoauth.web.routes=POST ~/oauth/authorize",
      HttpHandler.SUMMARY + "=Start an authorization request (RFC 6749)",
      "lumoauth.web.guard=open"
    })
public final class AuthorizationEndpoint implements HttpHandler {

  static final String PATH = "/oauth/authorize";
  private static final int UNAVAILABLE = 503;

  private final ClientDirectory clients;
  private final AuthorizationRequestSourceResolver sources;
  private final AuthorizationRequestReader reader;
  private final ResponseModeRegistry modes;
  private final PendingAuthorizationRequestStore pendings;
  private final AuthorizationFlow conversation;
  private final AuthorizationResponder answers;
  private final AuthorizationRequestRedirectorRegistry detours;
  private final UsedRequestUriStore answered;
  private final InstantSource clock;

  @Activate
  public AuthorizationEndpoint(
      @Reference ClientDirectory clients,
      @Reference AuthorizationRequestSourceResolver sources,
      @Reference AuthorizationRequestReader reader,
      @Reference ResponseModeRegistry modes,
      @Reference PendingAuthorizationRequestStore pendings,
      @Reference AuthorizationFlow conversation,
      @Reference AuthorizationResponder answers,
      @Reference AuthorizationRequestRedirectorRegistry detours,
      @Reference UsedRequestUriStore answered,
      @Reference InstantSource clock) {
    this.clients = clients;
    this.sources = sources;
    this.reader = reader;
    this.modes = modes;
    this.pendings = pendings;
    this.conversation = conversation;
    this.answers = answers;
    this.detours = detours;
    this.answered = answered;
    this.clock = clock;
  }

  @Override
  public void handle(HttpExchange exchange) throws IOException {
    AuthorizationParameters sent;
    Optional<Client> client;
    try {
      sent = new AuthorizationParameters(parameters(exchange));
      client = sent.one("client_id").flatMap(id -> clients.find(exchange.tenant(), id));
    } catch (OAuthException refusal) {
      answers.showError(exchange, 400, "invalid_request", Optional.empty());
      return;
    }
    if (client.filter(Client::enabled).isEmpty()) {
      answers.showError(exchange, 400, "invalid_client", Optional.empty());
      return;
    }
    Optional<URI> elsewhere =
        detours.findRedirect(exchange.tenant(), client.get(), sole(sent, "scope"));
    if (elsewhere.isPresent()) {
      exchange.redirect(elsewhere.get().toString());
      return;
    }
    handle(exchange, client.get(), sent);
  }

  private static Map<String, List<String>> parameters(HttpExchange exchange) throws IOException {
    return exchange.request().getMethod().equals("POST")
        ? exchange.readForm() // The query is ignored for a form post.
        : QueryStringParser.parse(exchange.request().getQueryString());
  }

  private void handle(HttpExchange exchange, Client client, AuthorizationParameters sent)
      throws IOException {
    TenantContext tenant = exchange.tenant();
    ResolvedAuthorizationParameters brought;
    try {
      brought = orUnavailable(() -> resolve(tenant, client, sent));
    } catch (OAuthException refusal) { // The request may not come from the client.
      refuse(exchange, client, sent, redirectUri(client, sent), refusal);
      return;
    }
    Optional<String> redirectUri = redirectUri(client, brought.parameters());
    if (redirectUri.isEmpty()) {
      answers.showError(exchange, 400, "invalid_redirect_uri", Optional.of(client));
      return;
    }
    try {
      AuthorizationRequest request =
          orUnavailable(() -> reader.read(tenant, client, brought, redirectUri.get()));
      begin(exchange, client, request, reference(sent, brought));
    } catch (OAuthException refusal) {
      refuse(exchange, client, brought.parameters(), redirectUri, refusal);
    }
  }

  /** Returns the effective parameters of a request that its client sent and that is not used up. */
  private ResolvedAuthorizationParameters resolve(
      TenantContext tenant, Client client, AuthorizationParameters sent) {
    ResolvedAuthorizationParameters brought = sources.of(tenant, client, sent);
    AuthorizationRequestReader.requireClient(brought.parameters(), client);
    requireUnanswered(tenant, reference(sent, brought));
    return brought;
  }

  /** Runs a step. Its 503 becomes the error that RFC 6749 section 4.1.2.1 defines for it. */
  private static <T> T orUnavailable(Supplier<T> step) {
    try {
      return step.get();
    } catch (ApiException refusal) {
      if (refusal.status() != UNAVAILABLE) {
        throw refusal;
      }
      throw new OAuthException(UNAVAILABLE, "temporarily_unavailable", refusal.getMessage());
    }
  }

  private void requireUnanswered(TenantContext tenant, Optional<String> reference) {
    if (reference.filter(uri -> answered.contains(tenant, uri)).isPresent()) {
      throw new OAuthException(
          400, "invalid_request_uri", "The request_uri was already used. Push the request again.");
    }
  }

  private static Optional<String> reference(
      AuthorizationParameters sent, ResolvedAuthorizationParameters brought) {
    return brought.pushed() ? sent.one("request_uri") : Optional.empty();
  }

  private void begin(
      HttpExchange exchange,
      Client client,
      AuthorizationRequest request,
      Optional<String> reference)
      throws IOException {
    Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
    PendingAuthorizationRequest pending =
        PendingAuthorizationRequest.of(
            request, now, ClientSecurityProfileEnforcer.nameOf(client), reference);
    if (exchange.request().getMethod().equals("POST")) {
      // A cross-site form post sends no SameSite cookies; a redirect does.
      String ticket = pendings.keep(exchange.tenant(), pending);
      exchange.redirect(ResumeUrlBuilder.address(exchange.tenant(), ticket));
    } else {
      conversation.proceed(exchange, client, pending, Optional.empty());
    }
  }

  /**
   * Sends an error to the client if its redirect URI is valid, otherwise shows it.
   *
   * @param redirectUri the redirect URI of these parameters; empty if it is not registered
   */
  private void refuse(
      HttpExchange exchange,
      Client client,
      AuthorizationParameters sent,
      Optional<String> redirectUri,
      OAuthException refusal)
      throws IOException {
    if (redirectUri.isEmpty()) {
      if (refusal.status() == UNAVAILABLE) {
        throw new ApiException(UNAVAILABLE, refusal.code(), refusal.getMessage());
      }
      answers.showError(exchange, 400, "invalid_request", Optional.of(client));
      return;
    }
    var to =
        new AuthorizationResponseDestination(
            client, redirectUri.get(), mode(sent), sole(sent, "state"), sole(sent, "ui_locales"));
    answers.respondError(exchange, to, refusal.code(), refusal.getMessage());
  }

  private static Optional<String> redirectUri(Client client, AuthorizationParameters sent) {
    try {
      return PushedRequestValidationService.redirectUri(client, sent);
    } catch (OAuthException repeated) {
      return Optional.empty();
    }
  }

  private String mode(AuthorizationParameters sent) {
    return sole(sent, "response_mode")
        .filter(mode -> modes.names().contains(mode))
        .orElse(ResponseModeRegistry.DEFAULT);
  }

  /** Returns a parameter of an invalid request if it occurs once and is not too long. */
  private static Optional<String> sole(AuthorizationParameters sent, String name) {
    try {
      return sent.one(name);
    } catch (OAuthException unusable) {
      return Optional.empty();
    }
  }
}
