/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.agents.aauthperson.mission;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.lumoauth.agents.aauthperson.caller.AAuthProblemException;

class MissionProposalTest {

  @Test
  void readsDescriptionToolsAndResources() {
    var proposal =
        MissionProposal.of(
            asked(
                "tools",
                List.of(
                    Map.of("name", "WebSearch", "description", "Search\nthe web", "schema", 7),
                    Map.of("name", "Pay")),
                "resources",
                List.of("https://bank.example")));

    assertEquals("Plan a trip", proposal.description());
    assertEquals(
        List.of(
            new MissionProposal.MissionTool("WebSearch", "Search\nthe web"),
            new MissionProposal.MissionTool("Pay", "")),
        proposal.tools());
    assertEquals(List.of("https://bank.example"), proposal.resources());
  }

  @Test
  void acceptsProposalWithoutToolsAndResources() {
    assertEquals(
        new MissionProposal("Plan a trip", List.of(), List.of()),
        MissionProposal.of(Map.of("description", "Plan a trip")));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "Pay ", "Pay\u200B", "\u202EyaP", "Pay\nSearch", "\u3164"})
  void rejectsBlankOrDeceptiveToolNames(String name) {
    refused("tools", List.of(Map.of("name", name)));
  }

  @Test
  void rejectsMalformedTools() {
    refused("tools", List.of("Pay"));
    refused("tools", List.of(Map.of("description", "Pay")));
    refused("tools", List.of(Map.of("name", "Pay", "description", 7)));
    refused("tools", Map.of("name", "Pay"));
  }

  @Test
  void rejectsValuesOverDisplayLimits() {
    refused("tools", List.of(Map.of("name", "x".repeat(201))));
    refused("tools", List.of(Map.of("name", "Pay", "description", "x".repeat(2_001))));
    refused("tools", Collections.nCopies(51, Map.of("name", "Pay")));
    refused("resources", Collections.nCopies(51, "https://bank.example"));
    refused("description", "x".repeat(16_385));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "bank", "http://bank.example", "https://bank.example/?x=1"})
  void rejectsInvalidResourceIdentifiers(String resource) {
    refused("resources", List.of(resource));
  }

  private static void refused(String member, Object value) {
    Map<String, Object> request = new HashMap<>(Map.of("description", "Plan a trip"));
    request.put(member, value);
    var problem = assertThrows(AAuthProblemException.class, () -> MissionProposal.of(request));
    assertEquals("invalid_request", problem.error());
  }

  private static Map<String, Object> asked(
      String name, Object value, String other, Object otherValue) {
    return Map.of("description", "Plan a trip", name, value, other, otherValue);
  }
}
