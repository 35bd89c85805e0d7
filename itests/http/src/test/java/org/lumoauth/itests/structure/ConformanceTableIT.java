/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.itests.structure;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The table of conformance names tests that exist. */
class ConformanceTableIT {
  private static final int LEAST = 70;

  @Test
  void namesTestsThatExist() throws IOException {
    DocumentedTestNames named = DocumentedTestNames.in("docs/reference/conformance.md");

    assertEquals(List.of(), named.missing());
    assertTrue(named.all().size() > LEAST, "the table names " + named.all().size() + " tests");
  }
}
