package org.lumoauth.agents.aauthperson.person;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class WaitTest {

  private static final String LOCATION = "https://access.example/pending/1";

  @Test
  void readsWhatItWrote() {
    for (Wait wait :
        List.of(
            Wait.approval(LOCATION),
            Wait.payment(LOCATION),
            Wait.interaction(LOCATION, "https://access.example/page", "A1B2-C3D4"),
            Wait.claims(LOCATION, List.of("email", "name")),
            Wait.clarification(LOCATION, "Why?", List.of("Work"))
                .answered(Map.of("action", "clarification_response")))) {
      assertEquals(wait, Wait.of(wait.toMap()));
    }
  }

  /** Records of a version that knew pages and approvals alone. */
  @Test
  void readsWhatAnEarlierVersionWrote() {
    var stored =
        Map.<String, Object>of(
            "location", LOCATION, "requirement", "approval", "url", "", "code", "");

    assertEquals(Wait.approval(LOCATION), Wait.of(stored));
  }

  @Test
  void tellsAnAgentOnlyWhatItCanDoSomethingAbout() {
    var question = Wait.clarification(LOCATION, "Why?", List.of());

    assertEquals("requirement=approval", Wait.payment(LOCATION).field());
    assertEquals("requirement=clarification", question.field());
    assertEquals("requirement=approval", question.answered(Map.of("action", "x")).field());
    assertEquals(
        "requirement=interaction; url=\"https://a.example/p\"; code=\"A1B2-C3D4\"",
        Wait.interaction(LOCATION, "https://a.example/p", "A1B2-C3D4").field());
  }

  @Test
  void countsQuestionsAlone() {
    var question = Wait.clarification(LOCATION, "Why?", List.of());

    assertEquals(0, question.after(Wait.approval(LOCATION)).asked());
    assertEquals(2, question.after(question.after(question)).asked());
    assertTrue(question.wantsAnswer());
    assertFalse(question.answered(Map.of("action", "x")).wantsAnswer());
  }
}
