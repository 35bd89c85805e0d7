package org.lumoauth.platform.audit.rest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.lumoauth.api.web.Problem;
import org.lumoauth.platform.audit.chain.RetentionLimits;

class RetentionBodyTest {
  private static final RetentionLimits LIMITS = RetentionLimits.of(true, 400, 90);

  @ParameterizedTest
  @ValueSource(ints = {90, 400, 3650})
  void takesWhatTheOperatorAllows(int days) {
    assertEquals(Optional.of(days), RetentionBody.days(Map.of("retentionDays", days), LIMITS));
  }

  /** Whoever may write settings must not have the records of that deleted the same day. */
  @ParameterizedTest
  @ValueSource(ints = {-1, 0, 1, 89, 3651})
  void refusesARetentionThatIsShorterOrLongerThanAllowed(int days) {
    Problem refusal =
        assertThrows(
            Problem.class, () -> RetentionBody.days(Map.of("retentionDays", days), LIMITS));

    assertEquals(422, refusal.status());
    assertEquals("retentionDays", refusal.details().get("field"));
  }

  @Test
  void leavesDeletionToTheOperator() {
    assertEquals(Optional.empty(), RetentionBody.days(Map.of("autoDelete", true), LIMITS));
    assertThrows(Problem.class, () -> RetentionBody.days(Map.of("autoDelete", false), LIMITS));
  }
}
