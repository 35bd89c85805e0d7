/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.agents.aauthperson.personserver;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class AccessServerRequirementTest {

  private static final String LOCATION = "https://access.example/pending/1";

  @Test
  void readsItsOwnSerializedForm() {
    for (AccessServerRequirement wait :
        List.of(
            AccessServerRequirement.approval(LOCATION),
            AccessServerRequirement.payment(LOCATION),
            AccessServerRequirement.interaction(
                LOCATION, "https://access.example/page", "A1B2-C3D4"),
            AccessServerRequirement.claims(LOCATION, List.of("email", "name")),
            AccessServerRequirement.clarification(LOCATION, "Why?", List.of("Work"))
                .answered(Map.of("action", "clarification_response")))) {
      assertEquals(wait, AccessServerRequirement.of(wait.toMap()));
    }
  }

  /** Records of a version that knew pages and approvals alone. */
  @Test
  void readsSerializedFormOfEarlierVersion() {
    var stored =
        Map.<String, Object>of(
            "location", LOCATION, "requirement", "approval", "url", "", "code", "");

    assertEquals(AccessServerRequirement.approval(LOCATION), AccessServerRequirement.of(stored));
  }

  @Test
  void reportsOnlyActionableRequirementsToTheAgent() {
    var question = AccessServerRequirement.clarification(LOCATION, "Why?", List.of());

    assertEquals("requirement=approval", AccessServerRequirement.payment(LOCATION).field());
    assertEquals("requirement=clarification", question.field());
    assertEquals("requirement=approval", question.answered(Map.of("action", "x")).field());
    assertEquals(
        "requirement=interaction; url=\"https://a.example/p\"; code=\"A1B2-C3D4\"",
        AccessServerRequirement.interaction(LOCATION, "https://a.example/p", "A1B2-C3D4").field());
  }

  @Test
  void countsOnlyClarificationQuestions() {
    var question = AccessServerRequirement.clarification(LOCATION, "Why?", List.of());

    assertEquals(0, question.after(AccessServerRequirement.approval(LOCATION)).asked());
    assertEquals(2, question.after(question.after(question)).asked());
    assertTrue(question.wantsAnswer());
    assertFalse(question.answered(Map.of("action", "x")).wantsAnswer());
  }
}
