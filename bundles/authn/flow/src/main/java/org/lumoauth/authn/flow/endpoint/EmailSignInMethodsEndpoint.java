/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.authn.flow.endpoint;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.lumoauth.api.message.EmailAddress;
import org.lumoauth.api.store.AttemptLimiter;
import org.lumoauth.api.store.AttemptLimiter.AttemptLimit;
import org.lumoauth.api.web.ApiException;
import org.lumoauth.authn.flow.EnabledAuthenticationMethodRegistry;
import org.lumoauth.platform.web.HttpExchange;
import org.lumoauth.platform.web.HttpHandler;
import org.lumoauth.platform.web.address.ClientNetworkKey;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * {@code POST /orgs/{slug}/check-email}, with the form field {@code email}: tells a page that
 * prompts for the address first which methods to offer. It returns the tenant's methods without
 * looking up the user: every address is reported as existing, so that the response does not reveal
 * accounts.
 */
@Component(
    property = {
      "lumoauth.kind=web",
      "lumoauth.name=authn-check-email",
      "lumoauth.web.routes=POST ^/check-email",
      HttpHandler.SUMMARY + "=List the sign-in methods for an email address",
      "lumoauth.web.guard=open"
    })
public final class EmailSignInMethodsEndpoint implements HttpHandler {
  /** Many users may share an address. */
  static final AttemptLimit ADDRESS = new AttemptLimit(100, Duration.ofMinutes(15));

  private static final String PASSKEY = "passkey";

  private final EnabledAuthenticationMethodRegistry methods;
  private final AttemptLimiter limiter;

  @Activate
  public EmailSignInMethodsEndpoint(
      @Reference EnabledAuthenticationMethodRegistry methods, @Reference AttemptLimiter limiter) {
    this.methods = methods;
    this.limiter = limiter;
  }

  @Override
  public void handle(HttpExchange exchange) throws IOException {
    var tenant = exchange.tenant();
    limiter
        .count(
            tenant,
            "check-email-address",
            ClientNetworkKey.of(exchange.view().remoteAddress()),
            ADDRESS)
        .ifPresent(EmailSignInMethodsEndpoint::refuse);
    var email =
        exchange.readForm().getOrDefault("email", List.of()).stream()
            .findFirst()
            .map(String::strip)
            .orElse("");
    if (!EmailAddress.isValid(email)) {
      throw ApiException.invalid("email", "email " + EmailAddress.EXPECTED);
    }
    var offered = methods.findInitial(tenant);
    Map<String, Object> answer = new HashMap<>();
    answer.put("exists", true);
    answer.put("has_passkey", false);
    answer.put("has_push_device", false);
    answer.put(
        "magic_link_enabled", offered.contains(EnabledAuthenticationMethodRegistry.MAGIC_LINK));
    answer.put(
        "passkey_enabled", offered.contains(PASSKEY) || methods.ways(tenant).containsKey(PASSKEY));
    answer.put("password_enabled", offered.contains(EnabledAuthenticationMethodRegistry.PASSWORD));
    answer.put("masked_email", masked(email));
    exchange.response().setHeader("Cache-Control", "no-store");
    exchange.writeJson(200, answer);
  }

  /** Returns the first letter and the domain. */
  private static String masked(String email) {
    return email.substring(0, email.offsetByCodePoints(0, 1))
        + "***"
        + email.substring(email.lastIndexOf('@'));
  }

  private static void refuse(Instant until) {
    throw ApiException.rateLimited(
        "Too many requests were sent from this address. Try again after the time "
            + "in the Retry-After header.",
        ADDRESS.attempts(),
        until);
  }
}
