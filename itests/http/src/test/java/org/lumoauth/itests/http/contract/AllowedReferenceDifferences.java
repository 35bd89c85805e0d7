/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.itests.http.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.io.InputStream;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.yaml.snakeyaml.Yaml;

/**
 * Where this server is other than the reference on purpose: {@code contract/differences.yaml}, with
 * a reason for each.
 */
record AllowedReferenceDifferences(Map<String, String> reasons) {

  static AllowedReferenceDifferences read(String file) throws IOException {
    try (InputStream text =
        AllowedReferenceDifferences.class.getResourceAsStream("/contract/" + file)) {
      return new AllowedReferenceDifferences(new Yaml().load(text));
    }
  }

  /** Fails where something else was found than what is written down. */
  void assertAll(Set<String> found) {
    assertAll(reasons.keySet(), found);
  }

  /** The same, by what is written down. */
  static void assertAll(Set<String> written, Set<String> found) {
    Set<String> without = new TreeSet<>(found);
    without.removeAll(written);
    Set<String> needless = new TreeSet<>(written);
    needless.removeAll(found);

    assertEquals(
        "", String.join("\n", without), "what is other than in the reference, without a reason");
    assertEquals("", String.join("\n", needless), "what is as in the reference again");
  }
}
