/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.itests.http.support;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/** A caller of the API with one credential. */
public final class ApiClient {
  public static final ObjectMapper JSON = new ObjectMapper();
  private static final HttpClient HTTP =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  private final String base;
  private final Map<String, String> headers;
  private final HttpClient http;

  public ApiClient(String base, Map<String, String> headers) {
    this(base, headers, HTTP);
  }

  /** The same by other connections. */
  public ApiClient(String base, Map<String, String> headers, HttpClient http) {
    this.base = base;
    this.headers = headers;
    this.http = http;
  }

  /** The same caller on paths below this one. */
  public ApiClient at(String path) {
    return new ApiClient(base + path, headers, http);
  }

  /** Another credential on the same paths. */
  public ApiClient with(String header, String value) {
    return new ApiClient(base, Map.of(header, value), http);
  }

  /** The same credential with another header beside it. */
  public ApiClient and(String header, String value) {
    Map<String, String> all = new HashMap<>(headers);
    all.put(header, value);
    return new ApiClient(base, all);
  }

  public String base() {
    return base;
  }

  public Answer get(String path) {
    return send("GET", path, null, null);
  }

  public Answer delete(String path) {
    return send("DELETE", path, null, null);
  }

  public Answer post(String path, Object body) {
    return json("POST", path, body);
  }

  public Answer patch(String path, Object body) {
    return json("PATCH", path, body);
  }

  public Answer put(String path, Object body) {
    return json("PUT", path, body);
  }

  public Answer form(String path, String body) {
    return send(
        "POST", path, "application/x-www-form-urlencoded", body.getBytes(StandardCharsets.UTF_8));
  }

  public Answer json(String method, String path, Object body) {
    try {
      return send(method, path, "application/json", JSON.writeValueAsBytes(body));
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  public Answer send(String method, String path, String contentType, byte[] body) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(base + path))
            .timeout(Duration.ofSeconds(90)) // replacing a module of a busy server takes a while
            .method(
                method, body == null ? BodyPublishers.noBody() : BodyPublishers.ofByteArray(body));
    headers.forEach(request::header);
    if (contentType != null) {
      request.header("Content-Type", contentType);
    }
    try {
      return new Answer(http.send(request.build(), BodyHandlers.ofString()));
    } catch (IOException e) {
      throw new AssertionError(method + " " + base + path, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(e);
    }
  }

  /** What came back. */
  public record Answer(HttpResponse<String> response) {

    public int status() {
      return response.statusCode();
    }

    public String text() {
      return response.body();
    }

    public JsonNode body() {
      try {
        return text().isBlank() ? MissingNode.getInstance() : JSON.readTree(text());
      } catch (IOException e) {
        throw new AssertionError("not JSON: " + text(), e);
      }
    }

    /** The body's {@code data} member. */
    public JsonNode data() {
      return body().path("data");
    }

    /** This answer if it has the status, else a failure that shows it. */
    public Answer expect(int status) {
      if (status() != status) {
        throw new AssertionError(
            "expected "
                + status
                + " of "
                + response.request().method()
                + " "
                + response.uri()
                + " but got "
                + status()
                + " "
                + text());
      }
      return this;
    }

    @Override
    public String toString() {
      return status() + " " + text();
    }
  }
}
