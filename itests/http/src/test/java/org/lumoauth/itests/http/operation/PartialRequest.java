/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.itests.http.operation;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import org.lumoauth.itests.http.support.TestServer;
import org.lumoauth.itests.http.support.TestTenant;

/** A request of which the server has a part, until the rest is sent. */
final class PartialRequest implements AutoCloseable {
  private static final byte[] BODY =
      "{\"name\": \"Slow\", \"capabilities\": []}".getBytes(StandardCharsets.UTF_8);
  private static final int FIRST = 5;
  private static final String HEAD =
      "POST /t/%s/api/v1/admin/agents HTTP/1.1\r\nHost: %s\r\nX-API-Key: %s\r\n"
          + "Content-Type: application/json\r\nContent-Length: %d\r\nExpect: 100-continue\r\n\r\n";
  private static final String GO_ON = "HTTP/1.1 100 Continue\r\n\r\n";
  private static final int LINE = "HTTP/1.1 201".length();

  private final Socket socket;

  private PartialRequest(Socket socket) {
    this.socket = socket;
  }

  /** Sends the first part; the request is under way then. */
  static PartialRequest begin(TestServer server, TestTenant tenant) throws Exception {
    URI base = URI.create(server.base());
    PartialRequest slow = new PartialRequest(new Socket(base.getHost(), base.getPort()));
    slow.socket.setSoTimeout(60_000);
    OutputStream out = slow.socket.getOutputStream();
    out.write(
        HEAD.formatted(tenant.slug(), base.getAuthority(), tenant.key(), BODY.length)
            .getBytes(StandardCharsets.US_ASCII));
    out.flush();
    // The server has the headers: it asks for the body.
    assertEquals(
        GO_ON,
        new String(
            slow.socket.getInputStream().readNBytes(GO_ON.length()), StandardCharsets.US_ASCII));
    out.write(BODY, 0, FIRST);
    out.flush();
    return slow;
  }

  /** Sends the rest, and returns what the answer begins with: the version and the status. */
  String end() throws IOException {
    OutputStream out = socket.getOutputStream();
    out.write(BODY, FIRST, BODY.length - FIRST);
    out.flush();
    return new String(socket.getInputStream().readNBytes(LINE), StandardCharsets.US_ASCII);
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
