/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.web.page;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class FormFieldReaderTest {

  @Test
  void readsSingleField() {
    assertEquals(
        "allow", FormFieldReader.readSingle(Map.of("decision", List.of("allow")), "decision"));
  }

  @Test
  void returnsEmptyForMissingOrRepeatedField() {
    var twice = Map.of("decision", List.of("allow", "deny"));

    assertEquals("", FormFieldReader.readSingle(twice, "decision"));
    assertEquals("", FormFieldReader.readSingle(twice, "scope"));
  }
}
