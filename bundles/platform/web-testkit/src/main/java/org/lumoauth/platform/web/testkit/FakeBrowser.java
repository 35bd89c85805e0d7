/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.web.testkit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.Map;
import org.lumoauth.platform.web.HttpHandler;

/** Sends exchanges to endpoints with the cookies of a test. */
public final class FakeBrowser {

  private final Map<String, String> cookies = new HashMap<>();

  /** Stores a cookie for later requests. */
  public void setCookie(String name, String value) {
    cookies.put(name, value);
  }

  /** Sends an exchange with these parameters and returns it with its response. */
  public FakeHttpExchange send(
      HttpHandler endpoint, FakeHttpExchange exchange, Map<String, String> parameters) {
    parameters.forEach(exchange::withParameter);
    cookies.forEach(exchange::withCookie);
    try {
      endpoint.handle(exchange);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return exchange;
  }
}
