/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.agents.aauthperson.request;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.lumoauth.agents.aauthperson.caller.AAuthProblemException;

class AgentPlatformTest {

  @Test
  void readsPlatformAndDevice() {
    assertEquals(
        new AgentPlatform("self-hosted", "Pixel 8 (App)"),
        AgentPlatform.of(Map.of("platform", "self-hosted", "device", " Pixel 8 (App)")));
    assertEquals(AgentPlatform.NOTHING, AgentPlatform.of(Map.of()));
    assertEquals(
        64,
        AgentPlatform.of(Map.of("device", "\uD83D\uDE80".repeat(64)))
            .device()
            .codePoints()
            .count());
  }

  @Test
  void ignoresUnknownPlatform() {
    assertEquals(AgentPlatform.NOTHING, AgentPlatform.of(Map.of("platform", "toaster")));
  }

  @Test
  void rejectsUndisplayableDeviceNames() {
    for (Object device : List.of("x".repeat(65), "a\u202eb", "a\u200bb", "a\nb", 7, List.of("a"))) {
      assertEquals(
          "invalid_request",
          assertThrows(
                  AAuthProblemException.class, () -> AgentPlatform.of(Map.of("device", device)))
              .error());
      assertEquals(AgentPlatform.NOTHING, AgentPlatform.ofStored(Map.of("device", device)));
    }
    assertThrows(AAuthProblemException.class, () -> AgentPlatform.of(Map.of("platform", 1)));
  }
}
