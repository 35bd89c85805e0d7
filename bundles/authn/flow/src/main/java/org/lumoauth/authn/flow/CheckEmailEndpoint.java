package org.lumoauth.authn.flow;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.lumoauth.api.message.EmailAddress;
import org.lumoauth.api.store.AttemptLimiter;
import org.lumoauth.api.store.AttemptLimiter.Limit;
import org.lumoauth.api.web.Problem;
import org.lumoauth.platform.web.Exchange;
import org.lumoauth.platform.web.HotEndpoint;
import org.lumoauth.platform.web.Network;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * {@code POST /orgs/{slug}/check-email}, with the form field {@code email}: tells a page that asks
 * for the address first by which methods to go on. It says what the tenant offers and looks nobody
 * up: every address is said to exist, for nobody is to learn which do.
 */
@Component(
    property = {
      "lumoauth.kind=web",
      "lumoauth.name=authn-check-email",
      "lumoauth.web.routes=POST ^/check-email",
      HotEndpoint.SUMMARY + "=Tells by which methods people sign in",
      "lumoauth.web.guard=open"
    })
public final class CheckEmailEndpoint implements HotEndpoint {
  /** Many people may share an address. */
  static final Limit ADDRESS = new Limit(100, Duration.ofMinutes(15));

  private static final String PASSKEY = "passkey";

  private final Methods methods;
  private final AttemptLimiter limiter;

  @Activate
  public CheckEmailEndpoint(@Reference Methods methods, @Reference AttemptLimiter limiter) {
    this.methods = methods;
    this.limiter = limiter;
  }

  @Override
  public void handle(Exchange exchange) throws IOException {
    var tenant = exchange.tenant();
    limiter
        .count(tenant, "check-email-address", Network.of(exchange.view().remoteAddress()), ADDRESS)
        .ifPresent(CheckEmailEndpoint::refuse);
    var email =
        exchange.readForm().getOrDefault("email", List.of()).stream()
            .findFirst()
            .map(String::strip)
            .orElse("");
    if (!EmailAddress.isValid(email)) {
      throw Problem.invalid("email", "email " + EmailAddress.EXPECTED);
    }
    var offered = methods.first(tenant);
    Map<String, Object> answer = new HashMap<>();
    answer.put("exists", true);
    answer.put("has_passkey", false);
    answer.put("has_push_device", false);
    answer.put("magic_link_enabled", offered.contains(Methods.MAGIC_LINK));
    answer.put(
        "passkey_enabled", offered.contains(PASSKEY) || methods.ways(tenant).containsKey(PASSKEY));
    answer.put("password_enabled", offered.contains(Methods.PASSWORD));
    answer.put("masked_email", masked(email));
    exchange.response().setHeader("Cache-Control", "no-store");
    exchange.writeJson(200, answer);
  }

  /** The first letter and the domain. */
  private static String masked(String email) {
    return email.substring(0, email.offsetByCodePoints(0, 1))
        + "***"
        + email.substring(email.lastIndexOf('@'));
  }

  private static void refuse(Instant until) {
    throw Problem.rateLimited("There were too many requests.", ADDRESS.attempts(), until);
  }
}
