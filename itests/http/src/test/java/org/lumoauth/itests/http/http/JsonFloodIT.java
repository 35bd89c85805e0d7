/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.itests.http.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.lumoauth.itests.http.support.DefaultServerExtension;
import org.lumoauth.itests.http.support.TestServer;
import org.lumoauth.itests.http.support.TestTenant;

/** JSON that becomes much larger in memory than it is on the wire, sent without a credential. */
@ExtendWith(DefaultServerExtension.class)
class JsonFloodIT {
  private static final int MANY = 100;
  private static final int MEBIBYTE = 1_048_576;

  /** What a body of an endpoint without authentication may have, by default. */
  private static final int LIMIT = 65_536;

  /** Too malformed, too large, too many at once: and 429 for what proves nothing too often. */
  private static final Set<Integer> REFUSALS = Set.of(400, 413, 429, 503);

  private static TestServer server;
  private static HttpClient http;
  private static TestTenant attacked;
  private static TestTenant.Agent other;

  @BeforeAll
  static void start(TestServer shared) throws IOException {
    server = shared;
    http = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    attacked = TestTenant.create(server);
    other = TestTenant.create(server).agent("Other", List.of("files.read"), List.of());
  }

  /** Bodies whose parts repeat, each of them as long as it is to be. */
  private static Map<String, byte[]> shapes(int length) {
    Map<String, byte[]> shapes = new LinkedHashMap<>();
    shapes.put("objects", repeated("[", "{\"\":0},", "{}]", length));
    shapes.put("empty objects", repeated("[", "{},", "{}]", length));
    shapes.put("numbers", repeated("[", "0,", "0]", length));
    shapes.put("lists", repeated("{\"a\":[", "[[0]],", "0]}", length));
    shapes.put("one text", repeated("{\"a\":\"", "a", "\"}", length));
    shapes.put("one number", repeated("{\"a\":", "9", "}", length));
    shapes.put("one name", repeated("{\"", "a", "\":1}", length));
    shapes.put("levels", repeated("", "[", "", length));
    shapes.put("levels of objects", repeated("", "{\"a\":", "", length));
    shapes.put("escapes", repeated("{\"a\":\"", "\\u00e9", "\"", length));
    shapes.put("names", names(length));
    return shapes;
  }

  private static byte[] repeated(String before, String part, String after, int length) {
    int count = (length - before.length() - after.length()) / part.length();
    return (before + part.repeat(count) + after).getBytes(StandardCharsets.UTF_8);
  }

  private static byte[] names(int length) {
    StringBuilder names = new StringBuilder("{");
    for (int i = 0; names.length() < length - 20; i++) {
      names.append('"').append(Integer.toString(i, 36)).append("\":{},");
    }
    return names.append("\"\":{}}").toString().getBytes(StandardCharsets.UTF_8);
  }

  static Stream<String> endpoints() {
    return Stream.of("/oauth/login/json", "/oauth/token", "/agents/any/attest");
  }

  @ParameterizedTest
  @MethodSource("endpoints")
  void servesOtherRequestsWhileOversizedBodiesAreRefused(String endpoint) throws Exception {
    for (Map.Entry<String, byte[]> shape : shapes(MEBIBYTE).entrySet()) {
      Set<Integer> statuses =
          flood(endpoint, shape.getKey(), () -> BodyPublishers.ofByteArray(shape.getValue()));
      // 503 where the node has no memory left to receive a body in.
      assertTrue(Set.of(413, 503).containsAll(statuses), shape.getKey() + ": " + statuses);
    }
  }

  @ParameterizedTest
  @MethodSource("endpoints")
  void servesOtherRequestsWhileMaximumSizeBodiesAreRefused(String endpoint) throws Exception {
    for (Map.Entry<String, byte[]> shape : shapes(LIMIT).entrySet()) {
      Set<Integer> statuses =
          flood(endpoint, shape.getKey(), () -> BodyPublishers.ofByteArray(shape.getValue()));
      assertTrue(REFUSALS.containsAll(statuses), shape.getKey() + ": " + statuses);
    }
  }

  @ParameterizedTest
  @MethodSource("endpoints")
  void limitsBodyOfUnknownLength(String endpoint) throws Exception {
    byte[] body = shapes(LIMIT + 1_000).get("objects");

    Set<Integer> statuses =
        flood(endpoint, "chunked", () -> BodyPublishers.ofInputStream(() -> stream(body)));

    assertTrue(Set.of(413, 429, 503).containsAll(statuses), statuses.toString());
  }

  /** Without others at the same time, each shape has one answer: the flood adds 429 and 503. */
  @ParameterizedTest
  @MethodSource("endpoints")
  void refusesEachBodyShapeByContentOrSize(String endpoint) throws Exception {
    String tenant = TestTenant.create(server).admin().base();
    for (Map.Entry<String, byte[]> shape : shapes(LIMIT).entrySet()) {
      assertEquals(400, status(tenant + endpoint, shape.getValue()), shape.getKey());
    }
    for (Map.Entry<String, byte[]> shape : shapes(MEBIBYTE).entrySet()) {
      assertEquals(413, status(tenant + endpoint, shape.getValue()), shape.getKey());
    }
  }

  private static int status(String address, byte[] body) throws Exception {
    return http.send(request(address, BodyPublishers.ofByteArray(body)), BodyHandlers.discarding())
        .statusCode();
  }

  private static InputStream stream(byte[] body) {
    return new ByteArrayInputStream(body);
  }

  /** The statuses of many such requests at once, while others are answered. */
  private static Set<Integer> flood(String endpoint, String what, Supplier<BodyPublisher> body)
      throws Exception {
    String process = process();
    List<CompletableFuture<HttpResponse<String>>> answers = new ArrayList<>();
    for (int i = 0; i < MANY; i++) {
      answers.add(
          http.sendAsync(
              request(attacked.admin().base() + endpoint, body.get()), BodyHandlers.ofString()));
    }
    do {
      assertEquals(200, other.requestToken().status(), what);
      assertEquals(200, server.anonymous().get("/system/health/ready").status(), what);
    } while (!answers.stream().allMatch(CompletableFuture::isDone));
    assertEquals(process, process(), "the server was started again");
    for (CompletableFuture<HttpResponse<String>> answer : answers) {
      HttpResponse<String> response = answer.get();
      if (response.statusCode() == 503) {
        assertTrue(response.headers().firstValue("Retry-After").isPresent(), response.body());
      }
    }
    return answers.stream().map(answer -> answer.join().statusCode()).collect(Collectors.toSet());
  }

  private static String process() throws IOException {
    return Files.readString(server.data().resolve("lumoauth.pid"));
  }

  private static HttpRequest request(String address, BodyPublisher body) {
    return HttpRequest.newBuilder(URI.create(address))
        .timeout(Duration.ofSeconds(60))
        .header("Origin", server.base())
        .header("Content-Type", "application/json")
        .POST(body)
        .build();
  }

  @Test
  void acceptsLargeBodyForOperationThatAllowsIt() {
    String model =
        """
        model
          schema 1.1
        type user
        type document
          relations
            define viewer: [user]
        """;
    attacked
        .admin()
        .post("/zanzibar/models", Map.of("language", "openfga_dsl", "text", model))
        .expect(201);
    String long100 = "x".repeat(100);
    List<Map<String, String>> tuples =
        IntStream.range(0, 1_000)
            .mapToObj(
                i ->
                    Map.of(
                        "object", "document:" + long100 + i,
                        "relation", "viewer",
                        "subject", "user:" + i))
            .toList();

    attacked.admin().post("/zanzibar/tuples/batch", Map.of("writes", tuples)).expect(200);
  }
}
