/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.agents.aauthperson.consent;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class MissionLogEntryDetailRowsTest {

  /** Each of these is shown by eight characters. */
  private static final String HIDDEN = "\u200B".repeat(2_500);

  @Test
  void showsOutcomeFirstDespiteLongAgentParameters() {
    var rows =
        MissionLogEntryDetailRows.of(
            Map.of(
                "parameters",
                Map.of("body", HIDDEN),
                "description",
                HIDDEN,
                "action",
                "SendEmail",
                "outcome",
                "denied"));

    assertEquals(Map.of("name", "outcome", "value", "\"denied\""), rows.get(0));
    assertEquals(Map.of("name", "action", "value", "\"SendEmail\""), rows.get(1));
    assertEquals(4, rows.size());
    assertTrue(rows.stream().allMatch(row -> ((String) row.get("value")).length() <= 1_001));
  }

  @Test
  void marksTruncatedRowsWithEllipsis() {
    var rows =
        MissionLogEntryDetailRows.of(Map.of("result", Map.of("n", Collections.nCopies(61, 0))));

    assertEquals(61, rows.size());
    assertEquals(Map.of("name", "…", "value", "…"), rows.get(60));
  }

  @Test
  void omitsEmptyMembers() {
    assertEquals(
        List.of(), MissionLogEntryDetailRows.of(Map.of("description", "", "parameters", Map.of())));
  }
}
