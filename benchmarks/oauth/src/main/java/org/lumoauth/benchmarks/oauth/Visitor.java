/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.benchmarks.oauth;

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
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** A browser without scripts: stores cookies and submits the forms of pages. */
final class Visitor {
  private static final HttpClient HTTP =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .followRedirects(HttpClient.Redirect.NEVER)
          .build();
  private static final Pattern HIDDEN =
      Pattern.compile("<input type=\"hidden\" name=\"([^\"]*)\" value=\"([^\"]*)\">");
  private static final Pattern ACTION =
      Pattern.compile("<form(?=[^>]*method=\"post\")[^>]*action=\"([^\"]*)\"");
  private static final int REDIRECTIONS = 10;

  private final String base;
  private final Map<String, String> cookies = new LinkedHashMap<>();
  private HttpResponse<String> page;

  Visitor(String base) {
    this.base = base;
  }

  /** Signs in through the pages of a tenant: three requests and two redirects. */
  boolean signIn(String slug, String identifier, String password)
      throws IOException, InterruptedException {
    open("/t/" + slug + "/login");
    submit("identifier", identifier);
    submit("password", password);
    return page.statusCode() == 200 && !page.uri().getPath().endsWith("/login");
  }

  /** Opens a page and follows its redirects. */
  void open(String path) throws IOException, InterruptedException {
    page = send("GET", path, "");
    follow();
  }

  /** Opens a page. */
  HttpResponse<String> openOnly(String path) throws IOException, InterruptedException {
    page = send("GET", path, "");
    return page;
  }

  private void submit(String name, String value) throws IOException, InterruptedException {
    submitOnly(Map.of(name, value));
    follow();
  }

  /** Submits the form of the open page, including its hidden fields. */
  HttpResponse<String> submitOnly(Map<String, String> filled)
      throws IOException, InterruptedException {
    var form = ACTION.matcher(page.body());
    if (!form.find()) {
      throw new IOException("no form on " + page.uri() + ": " + page.statusCode());
    }
    var fields = new LinkedHashMap<String, String>();
    var inputs = HIDDEN.matcher(page.body());
    while (inputs.find()) {
      fields.put(inputs.group(1), inputs.group(2));
    }
    fields.putAll(filled);
    page = send("POST", form.group(1).replace("&amp;", "&"), encoded(fields));
    return page;
  }

  /** Returns the cookies as a header value. */
  String cookies() {
    return cookies.entrySet().stream()
        .map(cookie -> cookie.getKey() + "=" + cookie.getValue())
        .collect(Collectors.joining("; "));
  }

  static String encoded(Map<String, String> fields) {
    return fields.entrySet().stream()
        .map(
            field ->
                field.getKey() + "=" + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
        .collect(Collectors.joining("&"));
  }

  private void follow() throws IOException, InterruptedException {
    for (int i = 0; i < REDIRECTIONS && page.statusCode() == 303; i++) {
      page = send("GET", page.headers().firstValue("Location").orElseThrow(), "");
    }
  }

  private HttpResponse<String> send(String method, String pathOrUrl, String form)
      throws IOException, InterruptedException {
    var url = pathOrUrl.startsWith("/") ? base + pathOrUrl : pathOrUrl;
    var request = HttpRequest.newBuilder(URI.create(url)).timeout(Duration.ofSeconds(30));
    if (!cookies.isEmpty()) {
      request.header("Cookie", cookies());
    }
    if (method.equals("POST")) {
      request.header("Content-Type", "application/x-www-form-urlencoded");
      request.POST(BodyPublishers.ofString(form));
    }
    var answer = HTTP.send(request.build(), BodyHandlers.ofString());
    for (String cookie : answer.headers().allValues("Set-Cookie")) {
      var pair = cookie.split(";", 2)[0].split("=", 2);
      if (cookie.contains("Max-Age=0")) {
        cookies.remove(pair[0]);
      } else {
        cookies.put(pair[0], pair[1]);
      }
    }
    return answer;
  }
}
