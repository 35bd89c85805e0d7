/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.oauth.grant.devicecode.endpoint;

import java.io.IOException;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.lumoauth.api.authn.Session;
import org.lumoauth.api.authn.SignInRequirement;
import org.lumoauth.api.oauth.grant.AuthorizationGrantService;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.oauth.grant.devicecode.code.UserCode;
import org.lumoauth.platform.web.HttpExchange;
import org.lumoauth.platform.web.HttpHandler;
import org.lumoauth.platform.web.description.ApiErrorResponses;
import org.lumoauth.platform.web.description.ApiRequestParameters;
import org.lumoauth.platform.web.description.ApiResponse;
import org.lumoauth.platform.web.description.SchemaProperty;
import org.lumoauth.platform.web.page.FormFieldReader;
import org.lumoauth.platform.web.page.ModulePageResponder;
import org.lumoauth.platform.web.page.PageSessionGuard;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Serves the verification URI, where a user enters the code of the device, signs in, and approves
 * or denies the request. Codes are looked up and decisions are accepted only from a form of these
 * pages, in the session that the form was created for.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc8628#section-3.3">RFC 8628 section 3.3</a>
 */
@ApiRequestParameters(
    on = "GET",
    encoding = ApiRequestParameters.ParameterEncoding.FORM,
    members = @SchemaProperty(DeviceVerificationUriBuilder.USER_CODE),
    optional = true)
@ApiRequestParameters(
    on = "POST",
    encoding = ApiRequestParameters.ParameterEncoding.FORM,
    members = {
      @SchemaProperty(DeviceVerificationUriBuilder.USER_CODE),
      @SchemaProperty(
          value = DeviceVerificationEndpoint.DECISION,
          description = "`allow` to approve the request; any other value denies it"),
      @SchemaProperty(
          value = PageSessionGuard.FORM_TOKEN,
          description = "The CSRF token of the page; required with a decision")
    },
    optional = true)
@ApiResponse(status = 200)
@ApiResponse(status = 303)
@ApiErrorResponses(
    on = {"POST ^/device", "POST ~/oauth/device"},
    value = 403)
@Component(
    service = HttpHandler.class,
    property = {
      "lumoauth.kind=web",
      "lumoauth.name=oauth-device-page",
      "lumoauth.web.routes=GET ^/device",
      "lumoauth.web.routes=POST ^/device",
      "lumoauth.web.routes=GET ~/oauth/device",
      "lumoauth.web.routes=POST ~/oauth/device",
      HttpHandler.SUMMARY + "=GET: Show the page for the user code of a device (RFC 8628)",
      HttpHandler.SUMMARY + "=POST: Submit a user code, or approve or deny its request",
      "lumoauth.web.guard=open"
    })
public final class DeviceVerificationEndpoint implements HttpHandler {

  private static final int BAD_REQUEST = 400;
  private static final int FORBIDDEN = 403;
  private static final int TOO_MANY = 429;
  static final String DECISION = "decision";

  private final PageSessionGuard readers;
  private final UserCodeLookup typed;
  private final DeviceDecisionHandler answering;
  private final DevicePageRenderer pages;

  @Activate
  public DeviceVerificationEndpoint(
      @Reference PageSessionGuard readers,
      @Reference UserCodeLookup typed,
      @Reference DeviceDecisionHandler answering,
      @Reference ModulePageResponder pages,
      @Reference AuthorizationGrantService grants,
      @Reference InstantSource clock) {
    this.readers = readers;
    this.typed = typed;
    this.answering = answering;
    this.pages = new DevicePageRenderer(pages, readers, grants, clock);
  }

  @Override
  public void handle(HttpExchange exchange) throws IOException {
    if (exchange.request().getMethod().equals("POST")) {
      post(exchange, exchange.readForm());
    } else {
      get(exchange);
    }
  }

  private void get(HttpExchange exchange) throws IOException {
    Optional<UserCode> code =
        Optional.ofNullable(exchange.request().getParameter(DeviceVerificationUriBuilder.USER_CODE))
            .flatMap(UserCode::parse);
    if ("1".equals(exchange.request().getParameter("switch"))) {
      toSignIn(exchange, code, true);
      return;
    }
    // Section 3.3.1: a code in the URL is only prefilled.
    pages.renderCodeForm(
        exchange,
        200,
        readers.findCurrentSession(exchange),
        code.map(UserCode::text).orElse(""),
        Optional.empty());
  }

  private void post(HttpExchange exchange, Map<String, List<String>> form) throws IOException {
    String text = FormFieldReader.readSingle(form, DeviceVerificationUriBuilder.USER_CODE);
    Optional<UserCode> code = UserCode.parse(text);
    Optional<Session> session = readers.findCurrentSession(exchange);
    if (session.isEmpty()) {
      toSignIn(exchange, code, false);
    } else if (form.containsKey(DECISION)) {
      decide(exchange, session.get(), code, form);
    } else if (!readers.isFormTokenValid(exchange, session.get(), DevicePageRenderer.ENTER, form)) {
      pages.renderCodeForm(
          exchange, 200, session, code.map(UserCode::text).orElse(""), Optional.empty());
    } else if (code
        .isEmpty()) { // The input cannot be a user code, so it does not count as an attempt.
      String error = text.isBlank() ? "missing" : "unknown";
      pages.renderCodeForm(exchange, BAD_REQUEST, session, "", Optional.of(error));
    } else {
      look(exchange, session.get(), code.get());
    }
  }

  private void look(HttpExchange exchange, Session session, UserCode code) throws IOException {
    Optional<UserCodeLookup.AnswerableDeviceRequest> found;
    try {
      found = typed.findCountingAttempt(exchange, session, code);
    } catch (UserCodeLookup.UserCodeThrottledException e) {
      exchange.response().setHeader("Retry-After", Long.toString(e.seconds));
      pages.renderCodeForm(
          exchange, TOO_MANY, Optional.of(session), code.text(), Optional.of("throttled"));
      return;
    }
    if (found.isEmpty()) {
      pages.renderCodeForm(
          exchange, BAD_REQUEST, Optional.of(session), code.text(), Optional.of("unknown"));
    } else {
      pages.renderConfirmation(
          exchange, session, found.get().client(), code, found.get().entry().value());
    }
  }

  private void decide(
      HttpExchange exchange,
      Session session,
      Optional<UserCode> code,
      Map<String, List<String>> form)
      throws IOException {
    if (code.filter(
            of ->
                readers.isFormTokenValid(
                    exchange, session, DevicePageRenderer.formPurpose(of), form))
        .isEmpty()) {
      pages.renderEnded(exchange, FORBIDDEN, "form_refused");
      return;
    }
    Optional<UserCodeLookup.AnswerableDeviceRequest> found =
        typed.find(exchange.tenant(), code.get());
    if (found.isEmpty()) {
      pages.renderEnded(exchange, BAD_REQUEST, "session_expired");
      return;
    }
    boolean allowed =
        FormFieldReader.readSingle(form, DECISION)
            .equals("allow"); // Any value other than allow denies the request.
    boolean kept =
        allowed
            ? answering.allow(exchange, session, found.get())
            : answering.deny(exchange, session, found.get());
    if (kept) {
      pages.renderResult(exchange, found.get().client(), allowed);
    } else {
      pages.renderEnded(exchange, BAD_REQUEST, "session_expired");
    }
  }

  private void toSignIn(HttpExchange exchange, Optional<UserCode> code, boolean asSomebodyElse) {
    TenantContext tenant = exchange.tenant();
    String back =
        code.map(of -> DeviceVerificationUriBuilder.with(tenant, of))
            .orElseGet(() -> DeviceVerificationUriBuilder.of(tenant));
    exchange.redirect(
        readers.beginSignIn(
            exchange, SignInRequirement.any().withChooseAccount(asSomebodyElse), back));
  }
}
