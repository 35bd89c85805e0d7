/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.settings;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SettingsCacheWeigherTest {
  private static final String DOCUMENT = "x".repeat(65_536);

  @Test
  void weightGrowsWithTextLength() {
    int few = SettingsCacheWeigher.of(Map.of("a", 1L, "b", true));

    assertTrue(SettingsCacheWeigher.of(Map.of("a", DOCUMENT)) > few + 65_000);
    assertTrue(SettingsCacheWeigher.of(Map.of("a", List.of(DOCUMENT, DOCUMENT))) > few + 130_000);
  }

  @Test
  void fitsThousandsOfSmallOrHundredsOfLargeTenants() {
    assertTrue(
        SettingsCacheWeigher.MOST / SettingsCacheWeigher.of(Map.of("a", 1L, "b", "Acme", "c", true))
            > 10_000);
    assertTrue(SettingsCacheWeigher.MOST / SettingsCacheWeigher.of(Map.of("a", DOCUMENT)) > 200);
  }
}
