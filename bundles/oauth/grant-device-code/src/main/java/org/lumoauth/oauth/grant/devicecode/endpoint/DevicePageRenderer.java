/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.oauth.grant.devicecode.endpoint;

import java.io.IOException;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import org.lumoauth.api.authn.Session;
import org.lumoauth.api.oauth.client.Client;
import org.lumoauth.api.oauth.grant.AuthorizationGrantService;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.oauth.grant.devicecode.code.DeviceAuthorizationRequest;
import org.lumoauth.oauth.grant.devicecode.code.UserCode;
import org.lumoauth.platform.web.HttpExchange;
import org.lumoauth.platform.web.page.ModulePageResponder;
import org.lumoauth.platform.web.page.PageSessionGuard;

/** Renders the pages of the verification URI. */
final class DevicePageRenderer {

  /** The purpose of the CSRF token of the code form. */
  static final String ENTER = "device";

  private final ModulePageResponder pages;
  private final PageSessionGuard readers;
  private final DeviceAccessDurationPolicy terms;

  DevicePageRenderer(
      ModulePageResponder pages,
      PageSessionGuard readers,
      AuthorizationGrantService grants,
      InstantSource clock) {
    this.pages = pages;
    this.readers = readers;
    this.terms = new DeviceAccessDurationPolicy(grants, clock);
  }

  /** Returns the purpose of the CSRF token of the decision form, which is bound to this code. */
  static String formPurpose(UserCode code) {
    return ENTER + "/" + code.text();
  }

  /**
   * Renders the form for the user code.
   *
   * @param session the current session; without one the form has no CSRF token and leads to sign-in
   * @param typed the prefilled value
   * @param error the error of the previous input
   */
  void renderCodeForm(
      HttpExchange exchange,
      int status,
      Optional<Session> session,
      String typed,
      Optional<String> error)
      throws IOException {
    TenantContext tenant = exchange.tenant();
    Map<String, Object> model = new LinkedHashMap<>();
    model.put("action", DeviceVerificationUriBuilder.of(tenant));
    session.ifPresent(
        of ->
            model.put(
                "hidden",
                Map.of(PageSessionGuard.FORM_TOKEN, readers.createFormToken(exchange, of, ENTER))));
    if (!typed.isEmpty()) {
      model.put("userCode", typed);
    }
    error.ifPresent(code -> model.put("error", code));
    model.put("self", PageSessionGuard.pathAndQuery(DeviceVerificationUriBuilder.of(tenant)));
    pages.writePage(exchange, status, "device-code", model);
  }

  /**
   * Renders the confirmation page, which asks whether the user has the device (RFC 8628 section
   * 5.4).
   */
  void renderConfirmation(
      HttpExchange exchange,
      Session session,
      Client client,
      UserCode code,
      DeviceAuthorizationRequest request)
      throws IOException {
    TenantContext tenant = exchange.tenant();
    Map<String, Object> model = new LinkedHashMap<>();
    model.put("action", DeviceVerificationUriBuilder.of(tenant));
    model.put(
        "hidden",
        Map.of(
            DeviceVerificationUriBuilder.USER_CODE,
            code.text(),
            PageSessionGuard.FORM_TOKEN,
            readers.createFormToken(exchange, session, formPurpose(code))));
    model.put("client", Map.of("name", client.name()));
    model.put("userCode", code.text());
    model.put("account", pages.accountModel(tenant, session));
    model.put("switchUrl", DeviceVerificationUriBuilder.with(tenant, code) + "&switch=1");
    model.put(
        "scopes",
        new TreeSet<>(request.scope()).stream().map(name -> Map.of("name", name)).toList());
    model.put("device", device(request));
    model.put("resources", request.resources()); // RFC 8707 section 3
    model.put("offline", DeviceAccessDurationPolicy.isOffline(request));
    var lifetime = terms.accessDuration(tenant, request, session);
    lifetime.ifPresent(most -> model.put("lifetime", most.toSeconds()));
    model.put("session", lifetime.isEmpty() && !DeviceAccessDurationPolicy.isOffline(request));
    model.put("accountUrl", tenant.issuer().replaceFirst("/api/v1$", "/account"));
    pages.writePage(exchange, 200, "device-confirm", model);
  }

  /** Renders the result of the decision. */
  void renderResult(HttpExchange exchange, Client client, boolean allowed) throws IOException {
    pages.writePage(
        exchange,
        200,
        "device-done",
        Map.of("allowed", allowed, "client", Map.of("name", client.name())));
  }

  /**
   * Renders a page for a request that cannot be continued.
   *
   * @param code the reason: {@code session_expired} or {@code form_refused}
   */
  void renderEnded(HttpExchange exchange, int status, String code) throws IOException {
    pages.writeErrorPage(
        exchange, status, code, Optional.of(DeviceVerificationUriBuilder.of(exchange.tenant())));
  }

  private static Map<String, Object> device(DeviceAuthorizationRequest request) {
    Map<String, Object> device = new LinkedHashMap<>();
    device.put("address", request.remoteAddress());
    request.userAgent().ifPresent(agent -> device.put("agent", agent));
    device.put("startedAt", request.startedAt());
    return device;
  }
}
