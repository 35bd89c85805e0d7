/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.web.access;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.lumoauth.platform.web.json.JsonCodec;

class AccessLogWriterTest {

  private final List<String> lines = new ArrayList<>();
  private final AccessLogWriter log =
      new AccessLogWriter(
          new JsonCodec(), () -> Instant.parse("2026-01-01T00:00:00.250Z"), lines::add);

  @Test
  void writesOneJsonObjectForARequest() {
    log.write(request("/t/{tenant}/api/v1/oauth/token"), 200, 1_234_567, 321);

    assertEquals(
        List.of(
            """
            {"time":"2026-01-01T00:00:00.250Z","requestId":"req_1","method":"POST",\
            "route":"/t/{tenant}/api/v1/oauth/token","status":200,"durationMillis":1.235,\
            "bytes":321,"address":"192.0.2.1","tenant":"acme","clientId":"cli_1"}"""),
        lines);
  }

  @Test
  void omitsUnknownMembers() {
    log.write(
        new AccessLogWriter.AccessLogRequest(
            "req_1", "GET", "unmatched", Optional.empty(), Optional.empty(), Optional.empty()),
        404,
        0,
        0);

    assertFalse(lines.get(0).contains("tenant"), lines.get(0));
    assertFalse(lines.get(0).contains("null"), lines.get(0));
  }

  @Test
  void writesSingleLineForAnyPath() {
    log.write(request("/a\r\n{\"time\":0}"), 200, 0, 0);

    assertEquals(1, lines.get(0).lines().count());
  }

  private static AccessLogWriter.AccessLogRequest request(String route) {
    return new AccessLogWriter.AccessLogRequest(
        "req_1",
        "POST",
        route,
        Optional.of("192.0.2.1"),
        Optional.of("acme"),
        Optional.of("cli_1"));
  }
}
