package org.lumoauth.oauth.grant.authorizationcode.endpoint;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.lumoauth.api.oauth.Client;
import org.lumoauth.api.oauth.OAuthError;
import org.lumoauth.api.oauth.ResponseMode.Delivery;
import org.lumoauth.api.page.PageRequest;
import org.lumoauth.api.page.Pages;
import org.lumoauth.oauth.grant.authorizationcode.endpoint.ErrorRedirects.Handling;
import org.lumoauth.oauth.grant.authorizationcode.request.RedirectUris;
import org.lumoauth.oauth.grant.authorizationcode.response.ResponseModes;
import org.lumoauth.platform.web.Exchange;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Answers to browsers: responses for clients, and pages where there is nobody to send them to. */
@Component(service = Answers.class)
public final class Answers {

  private static final Logger LOG = LoggerFactory.getLogger(Answers.class);

  private final ResponseModes modes;
  private final Pages pages;
  private final ErrorRedirects errorRedirects;

  /**
   * Where a response goes.
   *
   * @param client whose it is
   * @param redirectUri checked
   * @param mode the response mode
   * @param state as the client gave it
   * @param uiLocales for the page that carries a form
   */
  record Destination(
      Client client,
      String redirectUri,
      String mode,
      Optional<String> state,
      Optional<String> uiLocales) {}

  @Activate
  public Answers(
      @Reference ResponseModes modes,
      @Reference Pages pages,
      @Reference ErrorRedirects errorRedirects) {
    this.modes = modes;
    this.pages = pages;
    this.errorRedirects = errorRedirects;
  }

  /** Brings a response to the client, with {@code state} and {@code iss} (RFC 9207). */
  void respond(Exchange exchange, Destination to, Map<String, String> parameters)
      throws IOException {
    Delivery delivery = delivery(exchange, to, parameters);
    if (delivery instanceof Delivery.Redirect redirect) {
      exchange.redirect(
          redirect.location()); // 303, never 307: a form is not sent on (RFC 9700 4.12)
    } else if (delivery instanceof Delivery.Form form) {
      page(
          exchange,
          200,
          new PageRequest(
              "form-post",
              Map.of(
                  "action", form.action(),
                  "parameters", form.fields(),
                  "client", Map.of("name", to.client().name())),
              locales(exchange, to.uiLocales()),
              Set.of(RedirectUris.origin(form.action()))));
    }
  }

  private Delivery delivery(Exchange exchange, Destination to, Map<String, String> parameters) {
    var tenant = exchange.tenant();
    Map<String, String> all = new LinkedHashMap<>(parameters);
    to.state().ifPresent(state -> all.put("state", state));
    all.put("iss", tenant.issuer());
    return modes.deliver(tenant, to.client(), to.mode(), to.redirectUri(), all);
  }

  /**
   * An error for the client (RFC 6749 section 4.1.2.1), or a page if the client may not receive it
   * yet ({@link ErrorRedirects}).
   */
  void refuse(Exchange exchange, Destination to, String error, String description)
      throws IOException {
    Map<String, String> parameters = new LinkedHashMap<>();
    parameters.put("error", error);
    parameters.put("error_description", description);
    Handling handling = errorRedirects.of(exchange, to.client());
    if (handling == Handling.REDIRECT) {
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
    if (handling == Handling.PAGE_WITH_LINK
        && delivery(exchange, to, parameters) instanceof Delivery.Redirect redirect) {
      model.put("returnUrl", redirect.location());
      model.put("returnOrigin", RedirectUris.origin(to.redirectUri()));
    }
    page(exchange, 400, PageRequest.of("error", model, locales(exchange, to.uiLocales())));
  }

  /** The page of {@code access_denied} is about what an account may do; here the user declined. */
  private static String pageCode(String error) {
    return error.equals("access_denied") ? "consent_declined" : error;
  }

  /** An error for the person, where no client can be told or trusted. */
  void show(Exchange exchange, int status, String code, Optional<Client> client)
      throws IOException {
    Map<String, Object> model = model(exchange, code, client);
    page(exchange, status, PageRequest.of("error", model, locales(exchange, asked(exchange))));
  }

  private static Map<String, Object> model(
      Exchange exchange, String code, Optional<Client> client) {
    Map<String, Object> model = new LinkedHashMap<>();
    model.put("code", code);
    model.put("requestId", exchange.requestId());
    client.ifPresent(who -> model.put("client", Map.of("name", who.name())));
    return model;
  }

  /** Of a request that can't be read otherwise its languages may be known. */
  private static Optional<String> asked(Exchange exchange) {
    try {
      return QueryText.parse(exchange.request().getQueryString())
          .getOrDefault("ui_locales", List.of())
          .stream()
          .findFirst();
    } catch (OAuthError malformed) {
      return Optional.empty();
    }
  }

  /**
   * Says that a form was not of this session, and that nothing was done.
   *
   * @param retry where it is shown again
   */
  void formRefused(Exchange exchange, Client client, String retry) throws IOException {
    Map<String, Object> model = new LinkedHashMap<>();
    model.put("code", "form_refused");
    model.put("requestId", exchange.requestId());
    model.put("client", Map.of("name", client.name()));
    model.put("retryUrl", retry);
    page(exchange, 403, PageRequest.of("error", model, locales(exchange, Optional.empty())));
  }

  void page(Exchange exchange, int status, PageRequest page) throws IOException {
    exchange.writePage(status, pages.render(exchange.tenant(), page));
  }

  List<Locale> locales(Exchange exchange, Optional<String> uiLocales) {
    return pages.locales(exchange.tenant(), exchange.view(), uiLocales.orElse(""));
  }
}
