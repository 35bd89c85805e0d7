package org.lumoauth.agents.aauthperson.request;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.lumoauth.agents.aauthperson.caller.DraftProblem;

class RunsOnTest {

  @Test
  void readsWhereAnAgentSaysThatItRuns() {
    assertEquals(
        new RunsOn("self-hosted", "Pixel 8 (App)"),
        RunsOn.of(Map.of("platform", "self-hosted", "device", " Pixel 8 (App)")));
    assertEquals(RunsOn.NOTHING, RunsOn.of(Map.of()));
    assertEquals(
        64, RunsOn.of(Map.of("device", "\uD83D\uDE80".repeat(64))).device().codePoints().count());
  }

  @Test
  void takesNoPlatformThatIsNotKnown() {
    assertEquals(RunsOn.NOTHING, RunsOn.of(Map.of("platform", "toaster")));
  }

  @Test
  void refusesWhatPeopleCouldNotBeShown() {
    for (Object device : List.of("x".repeat(65), "a\u202eb", "a\u200bb", "a\nb", 7, List.of("a"))) {
      assertEquals(
          "invalid_request",
          assertThrows(DraftProblem.class, () -> RunsOn.of(Map.of("device", device))).error());
      assertEquals(RunsOn.NOTHING, RunsOn.ofKept(Map.of("device", device)));
    }
    assertThrows(DraftProblem.class, () -> RunsOn.of(Map.of("platform", 1)));
  }
}
