/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.benchmarks.oauth;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;

/** Calls a JSON API. */
final class Api {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final String base;
  private final String authorization;
  private final Map<String, String> headers;

  Api(String base, String authorization) {
    this(base, authorization, Map.of());
  }

  private Api(String base, String authorization, Map<String, String> headers) {
    this.base = base;
    this.authorization = authorization;
    this.headers = headers;
  }

  static String basic(String id, String secret) {
    return "Basic "
        + Base64.getEncoder().encodeToString((id + ":" + secret).getBytes(StandardCharsets.UTF_8));
  }

  /** Returns the same API with another caller. */
  Api as(String another) {
    return new Api(base, another);
  }

  /** Returns the same caller with an additional header. */
  Api with(String header, String value) {
    return new Api(base, authorization, Map.of(header, value));
  }

  JsonNode post(String path, Map<String, Object> body) throws IOException, InterruptedException {
    return send("POST", path, "application/json", JSON.writeValueAsString(body));
  }

  JsonNode form(String path, Map<String, String> fields) throws IOException, InterruptedException {
    return send("POST", path, "application/x-www-form-urlencoded", Visitor.encoded(fields));
  }

  private JsonNode send(String method, String path, String type, String body)
      throws IOException, InterruptedException {
    var request =
        HttpRequest.newBuilder(URI.create(base + path))
            .header("Authorization", authorization)
            .header("Content-Type", type)
            .method(method, BodyPublishers.ofString(body));
    headers.forEach(request::header);
    var answer = http.send(request.build(), BodyHandlers.ofString());
    if (answer.statusCode() / 100 != 2) {
      throw new IOException(
          method + " " + base + path + ": " + answer.statusCode() + " " + answer.body());
    }
    return JSON.readTree(answer.body().isEmpty() ? "{}" : answer.body());
  }
}
