/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.audit.rest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.lumoauth.api.web.ApiException;
import org.lumoauth.platform.audit.chain.OperatorAuditRetentionSettings;

class AuditRetentionRequestParserTest {
  private static final OperatorAuditRetentionSettings LIMITS =
      OperatorAuditRetentionSettings.of(true, 400, 90);

  @ParameterizedTest
  @ValueSource(ints = {90, 400, 3650})
  void acceptsRetentionWithinLimits(int days) {
    assertEquals(
        Optional.of(days),
        AuditRetentionRequestParser.parseDays(Map.of("retentionDays", days), LIMITS));
  }

  /** Whoever may write settings must not have the records of that deleted the same day. */
  @ParameterizedTest
  @ValueSource(ints = {-1, 0, 1, 89, 3651})
  void rejectsRetentionOutsideLimits(int days) {
    ApiException refusal =
        assertThrows(
            ApiException.class,
            () -> AuditRetentionRequestParser.parseDays(Map.of("retentionDays", days), LIMITS));

    assertEquals(422, refusal.status());
    assertEquals("retentionDays", refusal.details().get("field"));
  }

  @Test
  void rejectsDisablingAutoDelete() {
    assertEquals(
        Optional.empty(),
        AuditRetentionRequestParser.parseDays(Map.of("autoDelete", true), LIMITS));
    assertThrows(
        ApiException.class,
        () -> AuditRetentionRequestParser.parseDays(Map.of("autoDelete", false), LIMITS));
  }
}
