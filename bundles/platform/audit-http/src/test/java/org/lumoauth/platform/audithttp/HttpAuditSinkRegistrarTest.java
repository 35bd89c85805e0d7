/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.audithttp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.lumoauth.api.audit.AuditRecord;
import org.lumoauth.api.outbound.OutboundHttpClient;
import org.lumoauth.api.outbound.OutboundResponse;
import org.lumoauth.testkit.builder.TestBuilders;

class HttpAuditSinkRegistrarTest {
  private static final HttpSinkTestSettings SET =
      new HttpSinkTestSettings("https://siem.example.com/audit", 100);

  private final HttpSinkTestFramework framework = new HttpSinkTestFramework();
  private final BlockingQueue<String> authorizations = new LinkedBlockingQueue<>();
  private final OutboundHttpClient http =
      request -> {
        authorizations.add(request.headers().getOrDefault("Authorization", ""));
        return new OutboundResponse(204, Map.of(), new byte[0]);
      };

  @Test
  void registersNoSinkWithoutUrl() {
    var module = module(new HttpSinkTestSettings("", 100), Map.of());

    assertTrue(framework.sink().isEmpty());
    assertTrue(module.metrics().isEmpty());
    module.close();
  }

  @Test
  void registersSinkWhileUrlIsSet() {
    var module = module(SET, Map.of());

    assertTrue(framework.sink().isPresent());
    module.close();
    assertTrue(framework.sink().isEmpty());
  }

  @Test
  void prefersAuthorizationFromEnvironment() throws Exception {
    var module = module(SET, Map.of("LUMOAUTH_AUDIT_HTTP_AUTHORIZATION", "Bearer of-the-env"));

    framework
        .sink()
        .orElseThrow()
        .accept(
            List.of(
                new AuditRecord(
                    "aud_1", 1, "ten_1", Instant.EPOCH, TestBuilders.anAuditEvent().build())));

    assertEquals("Bearer of-the-env", authorizations.poll(20, TimeUnit.SECONDS));
    module.close();
  }

  @ParameterizedTest
  @ValueSource(strings = {"siem.example.com", "ftp://siem.example.com/", "https://u:p@siem/"})
  void rejectsInvalidUrl(String url) {
    assertThrows(
        IllegalArgumentException.class, () -> module(new HttpSinkTestSettings(url, 100), Map.of()));
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1001})
  void refusesABatchSizeOutOfBounds(int size) {
    assertThrows(
        IllegalArgumentException.class,
        () -> module(new HttpSinkTestSettings("https://siem.example.com/", size), Map.of()));
  }

  private HttpAuditSinkRegistrar module(
      HttpSinkTestSettings settings, Map<String, String> environment) {
    return new HttpAuditSinkRegistrar(framework.context(), settings, http, environment);
  }
}
