/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.agents.cards;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.lumoauth.api.web.ApiException;

class AgentCardContentTest {

  private static final String URL = "https://agents.example";

  @Test
  void appliesDefaultsIfOnlyUrlIsGiven() {
    var form = card(URL, null, null).checked();

    assertEquals(List.of("text/plain"), form.inputModes());
    assertEquals(List.of(), form.skillsOrNone());
  }

  @ParameterizedTest
  @NullSource
  @ValueSource(
      strings = {
        "",
        "http://agents.example",
        "javascript:alert(1)",
        "https://user@agents.example",
        "https:agents",
        "agents.example",
        "https://a b"
      })
  void rejectsInvalidUrl(String url) {
    assertEquals(422, refusal(card(url, null, null)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "1\u202E2", "1\u200B", "1\u0000"})
  void rejectsBlankOrInvisibleText(String version) {
    assertEquals(422, refusal(card(URL, version, null)));
  }

  @Test
  void rejectsTooManyOrIncompleteSkills() {
    var skill = new AgentCardContent.AgentCardSkill("plan", "Plan", "Plans", List.of());
    card(URL, null, Collections.nCopies(50, skill)).checked();

    assertEquals(422, refusal(card(URL, null, Collections.nCopies(51, skill))));
    assertEquals(422, refusal(card(URL, null, Collections.singletonList(null))));
    assertEquals(
        422,
        refusal(
            card(
                URL,
                null,
                List.of(new AgentCardContent.AgentCardSkill("plan", null, "x", List.of())))));
    assertEquals(
        422,
        refusal(
            card(
                URL,
                null,
                List.of(new AgentCardContent.AgentCardSkill("plan", "Plan", "x", null)))));
  }

  @Test
  void rejectsInvalidProviderUrl() {
    var provider = new AgentCardContent.AgentCardProvider("Fern", "ftp://fern.example");

    assertEquals(
        422, refusal(new AgentCardContent(URL, null, provider, null, null, null, null, null)));
  }

  private static AgentCardContent card(
      String url, String version, List<AgentCardContent.AgentCardSkill> skills) {
    return new AgentCardContent(url, version, null, null, null, null, null, skills);
  }

  private static int refusal(AgentCardContent form) {
    return assertThrows(ApiException.class, form::checked).status();
  }
}
