package org.lumoauth.authn.flow;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.Map;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.platform.web.HotEndpoint;
import org.lumoauth.platform.web.testkit.FakeExchange;

/** A browser that keeps cookies and follows the pages. */
final class Browser {
  private final Fixture fixture;
  private final TenantContext tenant;
  private final Map<String, String> cookies = new LinkedHashMap<>();
  private LoginEndpoint endpoint;

  Browser(Fixture fixture, TenantContext tenant) {
    this.fixture = fixture;
    this.tenant = tenant;
    this.endpoint = fixture.endpoint;
  }

  /** The module was replaced meanwhile. */
  Browser at(LoginEndpoint another) {
    endpoint = another;
    return this;
  }

  Browser withCookie(String name, String value) {
    cookies.put(name, value);
    return this;
  }

  Map<String, String> cookies() {
    return cookies;
  }

  /** Begins a sign-in by a page of somebody else's and returns its id. */
  String begin() {
    var page = FakeExchange.get(tenant, "/account");
    sendTo(fixture::sendToSignIn, page);
    return page.location().replaceAll(".*attempt=", "");
  }

  FakeExchange open(String attempt) {
    return send(FakeExchange.get(tenant, "/login").with("attempt", attempt));
  }

  /** Follows a link of a page. */
  FakeExchange follow(String attempt, String link) {
    return send(FakeExchange.get(tenant, "/login").with("attempt", attempt).with(link, ""));
  }

  FakeExchange follow(String attempt, Map<String, String> parameters) {
    var link = FakeExchange.get(tenant, "/login").with("attempt", attempt);
    parameters.forEach(link::with);
    return send(link);
  }

  FakeExchange openWithout() {
    return send(FakeExchange.get(tenant, "/login"));
  }

  /** Sends the form of the page that is shown, with one field. */
  FakeExchange submit(String step, String field, String value) {
    return submit(step, field, value, Map.of());
  }

  FakeExchange submit(String step, String field, String value, Map<String, String> more) {
    var form = FakeExchange.form(tenant, "/login").with(field, value);
    hidden().forEach(form::with);
    if (!step.equals(hidden().get("step"))) {
      throw new AssertionError("the page does not ask for " + step);
    }
    more.forEach(form::with);
    return send(form);
  }

  /** Sends the form of a page that was shown before. */
  FakeExchange submitAgain(Map<String, String> hidden, String field, String value) {
    var form = FakeExchange.form(tenant, "/login").with(field, value);
    hidden.forEach(form::with);
    return send(form);
  }

  /** Enters who it is and goes to the next page. */
  Browser identify(String attempt, String identifier) {
    open(attempt);
    next(submit("identify", "identifier", identifier));
    return this;
  }

  /** Goes where an answer leads within the sign-in; what the sign-in is named by there. */
  String next(FakeExchange answer) {
    var attempt = attemptOf(answer);
    open(attempt);
    return attempt;
  }

  /** What a sign-in is named by where an answer leads. */
  static String attemptOf(FakeExchange answer) {
    return answer.location().replaceAll(".*attempt=([^&]*).*", "$1");
  }

  /** Signs in as far as the first proof. */
  FakeExchange signIn(String attempt, String identifier, String word) {
    return identify(attempt, identifier).submit("prove", "password", word);
  }

  FakeExchange send(FakeExchange exchange) {
    return sendTo(endpoint, exchange);
  }

  /** The same to another endpoint of the module. */
  FakeExchange sendTo(HotEndpoint endpoint, FakeExchange exchange) {
    cookies.forEach(exchange::withCookie);
    try {
      endpoint.handle(exchange);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    for (String header : exchange.responseHeaders("Set-Cookie")) {
      var pair = header.split(";")[0].split("=", 2);
      cookies.put(pair[0], pair[1]);
    }
    return exchange;
  }

  @SuppressWarnings("unchecked")
  Map<String, String> hidden() {
    return (Map<String, String>) fixture.pages.last().model().get("hidden");
  }
}
