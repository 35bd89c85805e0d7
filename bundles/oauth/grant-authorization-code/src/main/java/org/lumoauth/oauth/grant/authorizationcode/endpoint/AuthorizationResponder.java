/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.oauth.grant.authorizationcode.endpoint;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.lumoauth.api.authn.SessionService;
import org.lumoauth.api.oauth.OAuthException;
import org.lumoauth.api.oauth.authorization.ConsentService;
import org.lumoauth.api.oauth.authorization.ResponseModeHandler.AuthorizationResponseDelivery;
import org.lumoauth.api.oauth.client.Client;
import org.lumoauth.api.page.HtmlPageRenderRequest;
import org.lumoauth.api.page.HtmlPageRenderer;
import org.lumoauth.oauth.grant.authorizationcode.endpoint.ErrorRedirectPolicy.AuthorizationErrorHandling;
import org.lumoauth.oauth.grant.authorizationcode.request.RedirectUriMatcher;
import org.lumoauth.oauth.grant.authorizationcode.response.ResponseModeRegistry;
import org.lumoauth.platform.web.HttpExchange;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Sends authorization responses to clients, and error pages where no client can receive them. */
@Component(service = AuthorizationResponder.class)
public final class AuthorizationResponder {

  private static final Logger LOG = LoggerFactory.getLogger(AuthorizationResponder.class);

  private final ResponseModeRegistry modes;
  private final HtmlPageRenderer pages;
  private final ErrorRedirectPolicy errorRedirects;

  /**
   * The destination of an authorization response.
   *
   * @param client the client that receives the response
   * @param redirectUri the validated redirect URI
   * @param mode the response mode
   * @param state the client's {@code state}
   * @param uiLocales the preferred languages of a form post page
   */
  record AuthorizationResponseDestination(
      Client client,
      String redirectUri,
      String mode,
      Optional<String> state,
      Optional<String> uiLocales) {}

  @Activate
  public AuthorizationResponder(
      @Reference ResponseModeRegistry modes,
      @Reference HtmlPageRenderer pages,
      @Reference SessionService sessions,
      @Reference ConsentService consents) {
    this.modes = modes;
    this.pages = pages;
    this.errorRedirects = new ErrorRedirectPolicy(sessions, consents);
  }

  /** Sends a response to the client, with {@code state} and {@code iss} (RFC 9207). */
  void respond(
      HttpExchange exchange, AuthorizationResponseDestination to, Map<String, String> parameters)
      throws IOException {
    AuthorizationResponseDelivery delivery = delivery(exchange, to, parameters);
    if (delivery instanceof AuthorizationResponseDelivery.RedirectDelivery redirect) {
      exchange.redirect(
          redirect.location()); // 303 and never 307, which would repost the form (RFC 9700 section
      // 4.12)
    } else if (delivery instanceof AuthorizationResponseDelivery.FormPostDelivery form) {
      showPage(
          exchange,
          200,
          new HtmlPageRenderRequest(
              "form-post",
              Map.of(
                  "action", form.action(),
                  "parameters", form.fields(),
                  "client", Map.of("name", to.client().name())),
              locales(exchange, to.uiLocales()),
              Set.of(RedirectUriMatcher.origin(form.action()))));
    }
  }

  private AuthorizationResponseDelivery delivery(
      HttpExchange exchange, AuthorizationResponseDestination to, Map<String, String> parameters) {
    var tenant = exchange.tenant();
    Map<String, String> all = new LinkedHashMap<>(parameters);
    to.state().ifPresent(state -> all.put("state", state));
    all.put("iss", tenant.issuer());
    return modes.deliver(tenant, to.client(), to.mode(), to.redirectUri(), all);
  }

  /**
   * Sends an error to the client (RFC 6749 section 4.1.2.1), or shows a page if the client may not
   * receive it yet ({@link ErrorRedirectPolicy}).
   */
  void respondError(
      HttpExchange exchange, AuthorizationResponseDestination to, String error, String description)
      throws IOException {
    Map<String, String> parameters = new LinkedHashMap<>();
    parameters.put("error", error);
    parameters.put("error_description", description);
    AuthorizationErrorHandling handling = errorRedirects.of(exchange, to.client());
    if (handling == AuthorizationErrorHandling.REDIRECT) {
      respond(exchange, to, parameters);
      return;
    }
    LOG.debug(
        "authorize.error-shown: tenant={} client={} error={} description={}",
        exchange.tenant().slug(),
        to.client().clientId(),
        error,
        description);
    Map<String, Object> model = model(exchange, pageCode(error), Optional.of(to.client()));
    if (handling == AuthorizationErrorHandling.PAGE_WITH_LINK
        && delivery(exchange, to, parameters)
            instanceof AuthorizationResponseDelivery.RedirectDelivery redirect) {
      model.put("returnUrl", redirect.location());
      model.put("returnOrigin", RedirectUriMatcher.origin(to.redirectUri()));
    }
    showPage(
        exchange, 400, HtmlPageRenderRequest.of("error", model, locales(exchange, to.uiLocales())));
  }

  /**
   * Returns the page for an error. The {@code access_denied} page is about account permissions;
   * here the user declined.
   */
  private static String pageCode(String error) {
    return error.equals("access_denied") ? "consent_declined" : error;
  }

  /** Shows an error to the user where no client is known or trusted. */
  void showError(HttpExchange exchange, int status, String code, Optional<Client> client)
      throws IOException {
    Map<String, Object> model = model(exchange, code, client);
    showPage(
        exchange,
        status,
        HtmlPageRenderRequest.of("error", model, locales(exchange, asked(exchange))));
  }

  private static Map<String, Object> model(
      HttpExchange exchange, String code, Optional<Client> client) {
    Map<String, Object> model = new LinkedHashMap<>();
    model.put("code", code);
    model.put("requestId", exchange.requestId());
    client.ifPresent(who -> model.put("client", Map.of("name", who.name())));
    return model;
  }

  /** Returns {@code ui_locales} of a request that cannot be parsed otherwise. */
  private static Optional<String> asked(HttpExchange exchange) {
    try {
      return QueryStringParser.parse(exchange.request().getQueryString())
          .getOrDefault("ui_locales", List.of())
          .stream()
          .findFirst();
    } catch (OAuthException malformed) {
      return Optional.empty();
    }
  }

  /**
   * Shows that a form did not belong to this session and was ignored.
   *
   * @param retry the URL that shows the form again
   */
  void showFormRefused(HttpExchange exchange, Client client, String retry) throws IOException {
    Map<String, Object> model = new LinkedHashMap<>();
    model.put("code", "form_refused");
    model.put("requestId", exchange.requestId());
    model.put("client", Map.of("name", client.name()));
    model.put("retryUrl", retry);
    showPage(
        exchange,
        403,
        HtmlPageRenderRequest.of("error", model, locales(exchange, Optional.empty())));
  }

  void showPage(HttpExchange exchange, int status, HtmlPageRenderRequest page) throws IOException {
    exchange.writePage(status, pages.render(exchange.tenant(), page));
  }

  List<Locale> locales(HttpExchange exchange, Optional<String> uiLocales) {
    return pages.locales(exchange.tenant(), exchange.view(), uiLocales.orElse(""));
  }
}
