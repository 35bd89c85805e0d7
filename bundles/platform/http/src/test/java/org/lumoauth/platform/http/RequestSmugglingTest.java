/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import javax.servlet.http.HttpServlet;
import javax.servlet.http.HttpServletRequest;
import javax.servlet.http.HttpServletResponse;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class RequestSmugglingTest {
  private final AtomicInteger served = new AtomicInteger();
  private EngineFixture engine;

  @BeforeEach
  void start() throws Exception {
    engine =
        new EngineFixture(
            new HttpServlet() {
              private static final long serialVersionUID = 1L;

              @Override
              protected void service(HttpServletRequest request, HttpServletResponse response)
                  throws java.io.IOException {
                served.incrementAndGet();
                request.getInputStream().readAllBytes();
              }
            });
  }

  @AfterEach
  void stop() {
    engine.close();
  }

  private static String chunked(String body) {
    return "POST /a HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n" + body;
  }

  private static String head(String lines) {
    return "POST /a HTTP/1.1\r\nHost: a\r\n" + lines + "\r\n";
  }

  /** Each means something else to a server that is less strict. */
  static Stream<String> ambiguous() {
    String next = "GET /smuggled HTTP/1.1\r\nHost: a\r\n\r\n";
    return Stream.of(
        chunked("1;a=\"\r\nX\r\n0\r\n\r\n" + next),
        chunked("1\nX\n0\n\n" + next),
        chunked("1\r\nX\n0\r\n\r\n" + next),
        chunked("0".repeat(20) + "1\r\nX\r\n0\r\n\r\n" + next),
        chunked("zz\r\nX\r\n0\r\n\r\n" + next),
        chunked("0x1\r\nX\r\n0\r\n\r\n" + next),
        chunked("-1\r\nX\r\n0\r\n\r\n" + next),
        chunked("+1\r\nX\r\n0\r\n\r\n" + next),
        chunked("1\r\nXY\r\n0\r\n\r\n" + next),
        chunked("ffffffffffffffff1\r\nX" + next),
        head("Content-Length: 5\r\nTransfer-Encoding: chunked\r\n") + "0\r\n\r\n" + next,
        head("Content-Length: 5\r\nContent-Length: 0\r\n") + next,
        head("Content-Length: +5\r\n") + "12345" + next,
        head("Content-Length: 0x5\r\n") + "12345" + next,
        head("Content-Length: 5, 5\r\n") + "12345" + next,
        head("Transfer-Encoding: xchunked\r\n") + "0\r\n\r\n" + next,
        head("Transfer-Encoding : chunked\r\n") + "0\r\n\r\n" + next,
        head("Transfer-Encoding: chunked, chunked\r\n") + "0\r\n\r\n" + next,
        head("Transfer-Encoding: chunked, identity\r\n") + "0\r\n\r\n" + next,
        head("Transfer-Encoding:\r\n chunked\r\n") + "0\r\n\r\n" + next,
        head("Host: b\r\n") + next,
        head("X: a\rTransfer-Encoding: chunked\r\n") + next,
        head("X: a\0b\r\n") + next,
        "POST /a HTTP/1.1\nHost: a\nContent-Length: 0\n\n" + next,
        "POST http://b/a HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n",
        "POST /a HTTP/1.1\r\nContent-Length: 0\r\n\r\n" + next,
        "POST /a HTTP/1.0\r\nHost: a\r\nTransfer-Encoding: chunked\r\nConnection: keep-alive\r\n\r\n"
            + "0\r\n\r\n"
            + next);
  }

  @ParameterizedTest
  @MethodSource("ambiguous")
  void refusesAnAmbiguousRequestAndClosesTheConnection(String request) throws Exception {
    String answer = engine.exchange(request);

    assertTrue(answer.startsWith("HTTP/1.1 400 "), answer);
    assertEquals(answer.indexOf("HTTP/1.1 "), answer.lastIndexOf("HTTP/1.1 "), answer);
    assertEquals(0, served.get());
    isError(answer, 400, "invalid_request");
  }

  @Test
  void returnsOneErrorForMalformedSecondChunk() throws Exception {
    String answer = engine.exchange(chunked("3\r\nabc\r\nqq\r\n"));

    isError(answer, 400, "invalid_request");
    assertEquals(0, served.get());
  }

  @Test
  void rejectsInvalidPath() throws Exception {
    for (String path : new String[] {"/a%zzb", "/a%", "/a\0b"}) {
      isError(
          engine.exchange("GET " + path + " HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n"),
          400,
          "invalid_request");
    }
    assertEquals(0, served.get());
  }

  @Test
  void rejectsOverlongUri() throws Exception {
    isError(
        engine.exchange("GET /" + "a".repeat(9000) + " HTTP/1.1\r\nHost: a\r\n\r\n"),
        414,
        "uri_too_long");
  }

  @Test
  void rejectsOversizedHeaders() throws Exception {
    isError(
        engine.exchange("GET / HTTP/1.1\r\nHost: a\r\nX-Large: " + "a".repeat(9000) + "\r\n\r\n"),
        431,
        "headers_too_large");
  }

  @Test
  void rejectsUnsupportedHttpVersion() throws Exception {
    isError(engine.exchange("GET / HTTP/3.7\r\nHost: a\r\n\r\n"), 505, "not_implemented");
  }

  @Test
  void doesNotEchoRequestInError() throws Exception {
    String answer =
        engine.exchange("GET /a%zz<script> HTTP/1.1\r\nHost: a\r\nX-S: \0secret\r\n\r\n");

    assertFalse(answer.contains("<script>"), answer);
    assertFalse(answer.contains("secret"), answer);
  }

  @Test
  void ignoresTheUpgradeToHttp2() throws Exception {
    String answer =
        engine.exchange(
            "GET /a HTTP/1.1\r\nHost: a\r\nConnection: Upgrade, HTTP2-Settings, close\r\n"
                + "Upgrade: h2c\r\nHTTP2-Settings: AAMAAABkAAQAAP__\r\n\r\n");

    assertTrue(answer.startsWith("HTTP/1.1 200 "), answer);
  }

  private static void isError(String answer, int status, String code) throws Exception {
    int end = answer.indexOf("\r\n\r\n");
    List<String> head = answer.substring(0, end).lines().toList();
    assertTrue(head.get(0).startsWith("HTTP/1.1 " + status + " "), answer);
    assertTrue(head.contains("Content-Type: application/json"), answer);
    assertTrue(head.contains("Cache-Control: no-store"), answer);
    assertTrue(head.stream().anyMatch(line -> line.startsWith("X-Request-Id: req_")), answer);
    JsonNode body = new ObjectMapper().readTree(answer.substring(end));
    assertEquals(code, body.path("error").asText());
    assertEquals(code, body.path("code").asText());
    assertEquals(status, body.path("status").asInt());
    assertFalse(body.path("message").asText().isBlank());
    assertEquals(body.path("message"), body.path("error_description"));
  }
}
