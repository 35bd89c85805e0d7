package org.lumoauth.authn.registration;

import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.lumoauth.api.directory.UserMilestones;
import org.lumoauth.authn.registration.MailTokens.Holder;
import org.lumoauth.platform.web.Exchange;
import org.lumoauth.platform.web.HotEndpoint;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * {@code /t/{slug}/verify-email}: proves an address by the link of a message. Opening it proves
 * nothing, for programs that check mail open links too: its page has a button.
 */
@Component(
    property = {
      "lumoauth.kind=web",
      "lumoauth.name=authn-verify-email",
      "lumoauth.web.routes=GET ^/verify-email",
      "lumoauth.web.routes=POST ^/verify-email",
      "lumoauth.web.guard=open"
    })
public final class VerifyEndpoint implements HotEndpoint {
  private static final int GONE = 410;

  private final Forms forms;
  private final MailTokens tokens;
  private final UserMilestones milestones;

  @Activate
  public VerifyEndpoint(
      @Reference Forms forms, @Reference MailTokens tokens, @Reference UserMilestones milestones) {
    this.forms = forms;
    this.tokens = tokens;
    this.milestones = milestones;
  }

  @Override
  public void handle(Exchange exchange) throws IOException {
    var tenant = exchange.tenant();
    boolean post = exchange.request().getMethod().equals("POST");
    var token =
        (post
                ? Forms.field(forms.read(exchange), "token")
                : Optional.ofNullable(exchange.request().getParameter("token")))
            .orElse("");
    var holder = tokens.verification(tenant, token);
    if (!post && holder.isPresent()) {
      ask(exchange, token, holder.get());
    } else {
      prove(exchange, holder);
    }
  }

  private void ask(Exchange exchange, String token, Holder holder) throws IOException {
    var model =
        Map.<String, Object>of(
            "action", Links.form(exchange, Links.VERIFY),
            "hidden", Map.of("token", token),
            "email", holder.email());
    forms.show(exchange, 200, "verify", model);
  }

  private void prove(Exchange exchange, Optional<Holder> holder) throws IOException {
    var tenant = exchange.tenant();
    boolean verified =
        holder
            .map(found -> milestones.emailProven(tenant, found.userId(), found.email()))
            .orElse(false);
    var model = new HashMap<String, Object>();
    model.put("verified", verified);
    model.put("continueUrl", Links.login(tenant, Optional.empty()));
    if (verified) {
      model.put("email", holder.get().email());
    }
    forms.show(exchange, verified ? 200 : GONE, "verified", model);
  }
}
