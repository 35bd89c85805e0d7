/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.itests.http.support;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** A browser without scripts: keeps cookies, follows redirections, sends the forms of pages. */
public final class TestBrowser {
  private static final HttpClient HTTP =
      HttpClient.newBuilder().followRedirects(HttpClient.Redirect.NEVER).build();
  private static final Pattern HIDDEN =
      Pattern.compile("<input type=\"hidden\" name=\"([^\"]*)\" value=\"([^\"]*)\">");
  private static final Pattern ACTION =
      Pattern.compile("<form method=\"post\" action=\"([^\"]*)\"");
  private static final int REDIRECTIONS = 10;

  private final String base;
  private final HttpClient http;
  private final Map<String, String> cookies = new LinkedHashMap<>();
  private final Map<String, String> headers = new LinkedHashMap<>();
  private HttpResponse<String> page;

  public TestBrowser(String base) {
    this(base, HTTP);
  }

  /** The same by other connections. */
  public TestBrowser(String base, HttpClient http) {
    this.base = base;
    this.http = http;
  }

  /** Comes from this address, as the proxy in front of a server says that trusts it. */
  public TestBrowser from(String address) {
    headers.put("X-Forwarded-For", address);
    return this;
  }

  /** Asks for pages, as a browser does in which a person navigates. */
  public TestBrowser navigating() {
    headers.put("Accept", "text/html,application/xhtml+xml,*/*;q=0.8");
    return this;
  }

  /** Opens a page. */
  public TestBrowser openOnly(String pathOrUrl) {
    page = send("GET", pathOrUrl, null);
    return this;
  }

  /** Opens a page and follows where it leads. */
  public TestBrowser open(String pathOrUrl) {
    openOnly(pathOrUrl);
    return follow();
  }

  /** Sends the form of the page with these fields and follows where it leads. */
  public TestBrowser submit(String... namesAndValues) {
    submitOnly(namesAndValues);
    return follow();
  }

  /** Sends the form of the page with these fields. */
  public TestBrowser submitOnly(String... namesAndValues) {
    var fields = hidden();
    for (int i = 0; i < namesAndValues.length; i += 2) {
      fields.put(namesAndValues[i], namesAndValues[i + 1]);
    }
    page = send("POST", action(), form(fields));
    return this;
  }

  /** Sends fields to a path, as another site's form would. */
  public TestBrowser post(String path, Map<String, String> fields) {
    page = send("POST", path, form(fields));
    return this;
  }

  public int status() {
    return page.statusCode();
  }

  public String text() {
    return page.body();
  }

  public String location() {
    return page.headers().firstValue("Location").orElse("");
  }

  public String header(String name) {
    return page.headers().firstValue(name).orElse("");
  }

  /** By what the page set this cookie; empty where it did not. */
  public String setCookieHeader(String cookie) {
    return page.headers().allValues("Set-Cookie").stream()
        .filter(header -> header.startsWith(cookie + "="))
        .findFirst()
        .orElse("");
  }

  public String url() {
    return page.uri().toString();
  }

  public Map<String, String> cookies() {
    return cookies;
  }

  public Map<String, String> hidden() {
    var fields = new TreeMap<String, String>();
    var inputs = HIDDEN.matcher(page.body());
    while (inputs.find()) {
      fields.put(inputs.group(1), inputs.group(2));
    }
    return fields;
  }

  private String action() {
    var form = ACTION.matcher(page.body());
    if (!form.find()) {
      throw new AssertionError("no form on " + page.uri() + ": " + page.body());
    }
    return form.group(1).replace("&amp;", "&");
  }

  public TestBrowser follow() {
    for (int i = 0; i < REDIRECTIONS && page.statusCode() == 303; i++) {
      page = send("GET", location(), null);
    }
    return this;
  }

  private HttpResponse<String> send(String method, String pathOrUrl, String form) {
    var url = pathOrUrl.startsWith("/") ? base + pathOrUrl : pathOrUrl;
    var request = HttpRequest.newBuilder(URI.create(url)).timeout(Duration.ofSeconds(30));
    headers.forEach(request::header);
    if (!cookies.isEmpty()) {
      request.header(
          "Cookie",
          cookies.entrySet().stream()
              .map(cookie -> cookie.getKey() + "=" + cookie.getValue())
              .collect(Collectors.joining("; ")));
    }
    if (form != null) {
      request.header("Content-Type", "application/x-www-form-urlencoded");
    }
    request.method(method, form == null ? BodyPublishers.noBody() : BodyPublishers.ofString(form));
    try {
      var answer = http.send(request.build(), BodyHandlers.ofString());
      answer.headers().allValues("Set-Cookie").forEach(this::keep);
      return answer;
    } catch (IOException e) {
      throw new AssertionError(method + " " + url, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(e);
    }
  }

  private void keep(String header) {
    var pair = header.split(";")[0].split("=", 2);
    if (header.contains("Max-Age=0")) {
      cookies.remove(pair[0]);
    } else {
      cookies.put(pair[0], pair[1]);
    }
  }

  private static String form(Map<String, String> fields) {
    return fields.entrySet().stream()
        .map(field -> encode(field.getKey()) + "=" + encode(field.getValue()))
        .collect(Collectors.joining("&"));
  }

  private static String encode(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}
