/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.authn.registration;

import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.lumoauth.api.directory.UserActivityRecorder;
import org.lumoauth.authn.registration.MailTokenStore.MailTokenHolder;
import org.lumoauth.platform.web.HttpExchange;
import org.lumoauth.platform.web.HttpHandler;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * {@code /t/{slug}/verify-email}: verifies an address with the link of a message. Opening the link
 * verifies nothing, because mail scanners open links too: its page has a button.
 */
@Component(
    property = {
      "lumoauth.kind=web",
      "lumoauth.name=authn-verify-email",
      "lumoauth.web.routes=GET ^/verify-email",
      "lumoauth.web.routes=POST ^/verify-email",
      HttpHandler.SUMMARY + "=GET: Show the page that verifies an email address",
      HttpHandler.SUMMARY + "=POST: Verify an email address",
      "lumoauth.web.guard=open"
    })
public final class VerifyEmailEndpoint implements HttpHandler {
  private static final int GONE = 410;

  private final RegistrationPageSupport forms;
  private final MailTokenStore tokens;
  private final UserActivityRecorder milestones;

  @Activate
  public VerifyEmailEndpoint(
      @Reference RegistrationPageSupport forms,
      @Reference MailTokenStore tokens,
      @Reference UserActivityRecorder milestones) {
    this.forms = forms;
    this.tokens = tokens;
    this.milestones = milestones;
  }

  @Override
  public void handle(HttpExchange exchange) throws IOException {
    var tenant = exchange.tenant();
    boolean post = exchange.request().getMethod().equals("POST");
    var token =
        (post
                ? RegistrationPageSupport.field(forms.read(exchange), "token")
                : Optional.ofNullable(exchange.request().getParameter("token")))
            .orElse("");
    var holder = tokens.findVerification(tenant, token);
    if (!post && holder.isPresent()) {
      ask(exchange, token, holder.get());
    } else {
      prove(exchange, holder);
    }
  }

  private void ask(HttpExchange exchange, String token, MailTokenHolder holder) throws IOException {
    var model =
        Map.<String, Object>of(
            "action", RegistrationUrls.form(exchange, RegistrationUrls.VERIFY),
            "hidden", Map.of("token", token),
            "email", holder.email());
    forms.show(exchange, 200, "verify", model);
  }

  private void prove(HttpExchange exchange, Optional<MailTokenHolder> holder) throws IOException {
    var tenant = exchange.tenant();
    boolean verified =
        holder
            .map(found -> milestones.markEmailVerified(tenant, found.userId(), found.email()))
            .orElse(false);
    var model = new HashMap<String, Object>();
    model.put("verified", verified);
    model.put("continueUrl", RegistrationUrls.login(tenant, Optional.empty()));
    if (verified) {
      model.put("email", holder.get().email());
    }
    forms.show(exchange, verified ? 200 : GONE, "verified", model);
  }
}
