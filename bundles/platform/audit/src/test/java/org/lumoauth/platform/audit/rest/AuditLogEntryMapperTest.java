/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.audit.rest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.lumoauth.platform.audit.chain.AuditChainRow;
import org.lumoauth.platform.audit.chain.SerializedAuditEvent;

class AuditLogEntryMapperTest {

  @Test
  void mapsOldAndNewValuesToObjects() {
    var shown =
        shown(
            """
            {"oldValue": {"name": "A"}, "newValue": 5, "changes": ["x"]}""");

    assertEquals(Map.of("name", "A"), shown.oldValue());
    assertEquals(Map.of("value", 5), shown.newValue());
    assertEquals(Map.of("value", List.of("x")), shown.changes());
    assertEquals(5, shown.context().get("newValue"));
  }

  @Test
  void mapsMissingOldValueToNull() {
    assertNull(shown("{}").oldValue());
  }

  private static AuditLogEntryView shown(String details) {
    var entry =
        new SerializedAuditEvent(
            "setting.changed",
            "SUCCESS",
            "user",
            "usr_1",
            null,
            "setting",
            "s",
            null,
            null,
            null,
            null,
            null,
            null,
            details);
    return new AuditLogEntryMapper()
        .of(new AuditChainRow("ten_acme", 1, "aud_1", 0, entry, new byte[32], new byte[32]));
  }
}
