/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.audithttp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.lumoauth.api.audit.AuditRecord;
import org.lumoauth.api.outbound.OutboundResponse;
import org.lumoauth.testkit.builder.TestBuilders;

class HttpAuditBatchSenderTest {
  private static final List<AuditRecord> BATCH =
      List.of(
          new AuditRecord("aud_1", 1, "ten_1", Instant.EPOCH, TestBuilders.anAuditEvent().build()));

  @ParameterizedTest
  @CsvSource({"200, true", "202, true", "400, false", "413, false", "422, false"})
  void treatsStatusAsAcceptanceOrPermanentRejection(int status, boolean accepted) throws Exception {
    assertEquals(accepted, answering(status).send(BATCH));
  }

  @ParameterizedTest
  @ValueSource(ints = {301, 401, 403, 404, 408, 429, 500, 503})
  void throwsForRetryAfterOtherStatus(int status) {
    assertThrows(IOException.class, () -> answering(status).send(BATCH));
  }

  private static HttpAuditBatchSender answering(int status) {
    return new HttpAuditBatchSender(
        request -> new OutboundResponse(status, Map.of(), new byte[0]),
        URI.create("https://siem.example.com/audit"),
        "");
  }
}
