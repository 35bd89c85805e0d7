/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.authn.flow;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.Map;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.authn.flow.endpoint.LoginEndpoint;
import org.lumoauth.platform.web.HttpHandler;
import org.lumoauth.platform.web.testkit.FakeHttpExchange;

/** A browser that stores cookies and follows redirects. */
public final class SignInTestBrowser {
  private final SignInFlowFixture fixture;
  private final TenantContext tenant;
  private final Map<String, String> cookies = new LinkedHashMap<>();
  private LoginEndpoint endpoint;

  public SignInTestBrowser(SignInFlowFixture fixture, TenantContext tenant) {
    this.fixture = fixture;
    this.tenant = tenant;
    this.endpoint = fixture.endpoint;
  }

  /** The module was replaced meanwhile. */
  public SignInTestBrowser at(LoginEndpoint another) {
    endpoint = another;
    return this;
  }

  public SignInTestBrowser withCookie(String name, String value) {
    cookies.put(name, value);
    return this;
  }

  public Map<String, String> cookies() {
    return cookies;
  }

  /** Begins a sign-in by a page of somebody else's and returns its id. */
  String begin() {
    var page = FakeHttpExchange.get(tenant, "/account");
    sendTo(fixture::sendToSignIn, page);
    return page.location().replaceAll(".*attempt=", "");
  }

  public FakeHttpExchange open(String attempt) {
    return send(FakeHttpExchange.get(tenant, "/login").withParameter("attempt", attempt));
  }

  /** Follows a link of a page. */
  public FakeHttpExchange follow(String attempt, String link) {
    return send(
        FakeHttpExchange.get(tenant, "/login")
            .withParameter("attempt", attempt)
            .withParameter(link, ""));
  }

  public FakeHttpExchange follow(String attempt, Map<String, String> parameters) {
    var link = FakeHttpExchange.get(tenant, "/login").withParameter("attempt", attempt);
    parameters.forEach(link::withParameter);
    return send(link);
  }

  public FakeHttpExchange openWithout() {
    return send(FakeHttpExchange.get(tenant, "/login"));
  }

  /** Sends the form of the page that is shown, with one field. */
  public FakeHttpExchange submit(String step, String field, String value) {
    return submit(step, field, value, Map.of());
  }

  public FakeHttpExchange submit(
      String step, String field, String value, Map<String, String> more) {
    var form = FakeHttpExchange.form(tenant, "/login").withParameter(field, value);
    hidden().forEach(form::withParameter);
    if (!step.equals(hidden().get("step"))) {
      throw new AssertionError("the page does not ask for " + step);
    }
    more.forEach(form::withParameter);
    return send(form);
  }

  /** Sends the form of a page that was shown before. */
  FakeHttpExchange submitAgain(Map<String, String> hidden, String field, String value) {
    var form = FakeHttpExchange.form(tenant, "/login").withParameter(field, value);
    hidden.forEach(form::withParameter);
    return send(form);
  }

  /** Enters who it is and goes to the next page. */
  public SignInTestBrowser identify(String attempt, String identifier) {
    open(attempt);
    next(submit("identify", "identifier", identifier));
    return this;
  }

  /** Goes where an answer leads within the sign-in; what the sign-in is named by there. */
  public String next(FakeHttpExchange answer) {
    var attempt = attemptOf(answer);
    open(attempt);
    return attempt;
  }

  /** What a sign-in is named by where an answer leads. */
  public static String attemptOf(FakeHttpExchange answer) {
    return answer.location().replaceAll(".*attempt=([^&]*).*", "$1");
  }

  /** Signs in as far as the first proof. */
  public FakeHttpExchange signIn(String attempt, String identifier, String word) {
    return identify(attempt, identifier).submit("prove", "password", word);
  }

  FakeHttpExchange send(FakeHttpExchange exchange) {
    return sendTo(endpoint, exchange);
  }

  /** The same to another endpoint of the module. */
  public FakeHttpExchange sendTo(HttpHandler endpoint, FakeHttpExchange exchange) {
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
