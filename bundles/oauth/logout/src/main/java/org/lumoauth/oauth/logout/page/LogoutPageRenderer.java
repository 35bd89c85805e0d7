/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.oauth.logout.page;

import java.io.IOException;
import java.net.URI;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.lumoauth.api.authn.Session;
import org.lumoauth.api.directory.SubjectDirectory;
import org.lumoauth.api.oauth.OAuthException;
import org.lumoauth.api.oauth.client.Client;
import org.lumoauth.api.page.HtmlPageRenderRequest;
import org.lumoauth.api.page.HtmlPageRenderer;
import org.lumoauth.platform.web.HttpExchange;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Renders the logout pages. */
@Component(service = LogoutPageRenderer.class)
public final class LogoutPageRenderer {

  private static final String WAIT_SECONDS = "3";

  private final HtmlPageRenderer pages;
  private final SubjectDirectory subjects;

  @Activate
  public LogoutPageRenderer(
      @Reference HtmlPageRenderer pages, @Reference SubjectDirectory subjects) {
    this.pages = pages;
    this.subjects = subjects;
  }

  /** Renders the confirmation page. Its form may redirect to the client. */
  void renderConfirmation(
      HttpExchange exchange,
      LogoutRequest asked,
      LogoutRequestValidator.ValidatedLogoutRequest request,
      Session session,
      Map<String, String> hidden)
      throws IOException {
    Map<String, Object> model = new HashMap<>();
    model.put("action", exchange.tenant().issuer() + "/oauth/logout");
    model.put("hidden", hidden);
    String name = subjects.displayName(exchange.tenant(), session.subject());
    model.put("account", Map.of("identifier", name));
    request.client().ifPresent(of -> model.put("client", Map.of("name", of.name())));
    Set<String> targets =
        request.continueUrl().map(LogoutPageRenderer::target).map(Set::of).orElse(Set.of());
    write(exchange, 200, "logout-confirm", model, asked, targets, Set.of());
  }

  /**
   * Renders the page of a completed logout, which continues automatically after the frames were
   * loaded.
   *
   * @param trusted false if the page must not continue automatically and shows the origin of its
   *     link instead of the client
   */
  void renderDone(
      HttpExchange exchange,
      LogoutRequest asked,
      LogoutRequestValidator.ValidatedLogoutRequest request,
      List<String> frames,
      boolean trusted)
      throws IOException {
    Map<String, Object> model = new HashMap<>();
    model.put("frames", frames);
    request.continueUrl().ifPresent(url -> model.put("continueUrl", url));
    Optional<String> name =
        trusted
            ? request.client().map(Client::name)
            : request.continueUrl().map(LogoutPageRenderer::target);
    name.ifPresent(shown -> model.put("client", Map.of("name", shown)));
    request
        .continueUrl()
        .filter(url -> trusted)
        .ifPresent(url -> exchange.response().setHeader("Refresh", WAIT_SECONDS + ";url=" + url));
    write(
        exchange,
        200,
        "logout-done",
        model,
        asked,
        Set.of(),
        FrontChannelLogoutFrameProvider.origins(frames));
  }

  /** Renders the page after the user canceled the logout. */
  void renderStayedSignedIn(
      HttpExchange exchange,
      LogoutRequest asked,
      LogoutRequestValidator.ValidatedLogoutRequest request)
      throws IOException {
    Map<String, Object> model = new HashMap<>();
    model.put("stayed", true);
    request.client().ifPresent(of -> model.put("client", Map.of("name", of.name())));
    request.continueUrl().ifPresent(url -> model.put("continueUrl", url));
    write(exchange, 200, "logout-done", model, asked, Set.of(), Set.of());
  }

  /** Renders an error of the request, without a redirect. */
  void renderRefused(HttpExchange exchange, LogoutRequest asked, OAuthException refusal)
      throws IOException {
    Map<String, Object> model = Map.of("code", refusal.code(), "requestId", exchange.requestId());
    write(exchange, refusal.status(), "error", model, asked, Set.of(), Set.of());
  }

  private void write(
      HttpExchange exchange,
      int status,
      String template,
      Map<String, Object> model,
      LogoutRequest asked,
      Set<String> targets,
      Set<String> frames)
      throws IOException {
    var locales = pages.locales(exchange.tenant(), exchange.view(), asked.uiLocales().orElse(""));
    var page = new HtmlPageRenderRequest(template, model, locales, targets, frames);
    exchange.writePage(status, pages.render(exchange.tenant(), page));
  }

  /**
   * Returns the origin of a URL, or its scheme if it has no origin, for the form-action policy,
   * which browsers also apply to redirects.
   */
  private static String target(String url) {
    URI uri = URI.create(url);
    return uri.getRawAuthority() == null
        ? uri.getScheme() + ":"
        : uri.getScheme() + "://" + uri.getRawAuthority();
  }
}
