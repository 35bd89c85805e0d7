/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.itests.http.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.lumoauth.itests.http.support.DefaultServerExtension;
import org.lumoauth.itests.http.support.TestServer;
import org.lumoauth.itests.http.support.TestTenant;

/** Requests that another server or proxy reads in another way, byte by byte. */
@ExtendWith(DefaultServerExtension.class)
class RequestSmugglingIT {

  /** Answered only if the bytes of the first request are taken for a second one. */
  private static final String SMUGGLED =
      "GET /system/health/live HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n";

  private static URI base;
  private static String path;

  @BeforeAll
  static void start(TestServer shared) throws IOException {
    base = URI.create(shared.base());
    path = "/t/" + TestTenant.create(shared).slug() + "/api/v1/oauth/token";
  }

  static Stream<String> ambiguous() {
    return Stream.of(
        chunked("1;a=\"\r\nX\r\n0\r\n\r\n"),
        chunked("1\nX\n0\n\n"),
        chunked("0".repeat(20) + "1\r\nX\r\n0\r\n\r\n"),
        chunked("zz\r\nX\r\n0\r\n\r\n"),
        chunked("0x1\r\nX\r\n0\r\n\r\n"),
        chunked("-1\r\nX\r\n0\r\n\r\n"),
        chunked("1\r\nXY\r\n0\r\n\r\n"),
        chunked("ffffffffffffffff1\r\nX"),
        head("Content-Length: 5\r\nTransfer-Encoding: chunked\r\n") + "0\r\n\r\n",
        head("Content-Length: 5\r\nContent-Length: 0\r\n"),
        head("Content-Length: +0\r\n"),
        head("Transfer-Encoding: xchunked\r\n") + "0\r\n\r\n",
        head("Transfer-Encoding : chunked\r\n") + "0\r\n\r\n",
        head("Transfer-Encoding: chunked, chunked\r\n") + "0\r\n\r\n",
        head("Transfer-Encoding: chunked, identity\r\n") + "0\r\n\r\n",
        head("Host: b\r\nContent-Length: 0\r\n"),
        head("X: a\rTransfer-Encoding: chunked\r\n"),
        "POST %s HTTP/1.1\nHost: a\nContent-Length: 0\n\n",
        "POST http://b%s HTTP/1.1\r\nHost: a\r\nConnection: close\r\nContent-Length: 0\r\n\r\n",
        "POST %s HTTP/1.0\r\nHost: a\r\nTransfer-Encoding: chunked\r\n"
            + "Connection: keep-alive\r\n\r\n0\r\n\r\n");
  }

  private static String chunked(String body) {
    return head("Transfer-Encoding: chunked\r\n") + body;
  }

  private static String head(String lines) {
    return "POST %s HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\n" + lines + "\r\n";
  }

  @ParameterizedTest
  @MethodSource("ambiguous")
  void refusesAnAmbiguousRequestAndClosesTheConnection(String request) throws IOException {
    String answer = exchange(request.formatted(path) + SMUGGLED);

    assertTrue(answer.startsWith("HTTP/1.1 400 "), answer);
    assertEquals(answer.indexOf("HTTP/1.1 "), answer.lastIndexOf("HTTP/1.1 "), answer);
    assertTrue(answer.contains("Content-Type: application/json"), answer);
    assertTrue(answer.contains("\"code\":\"invalid_request\""), answer);
    assertFalse(answer.contains("live"), answer);
  }

  /** Sends bytes and reads until the server closes the connection. */
  private static String exchange(String bytes) throws IOException {
    try (Socket socket = new Socket(base.getHost(), base.getPort())) {
      socket.setSoTimeout(20_000);
      socket.getOutputStream().write(bytes.getBytes(StandardCharsets.ISO_8859_1));
      return new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
    }
  }
}
