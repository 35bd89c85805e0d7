/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.itests.http.agent;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.lumoauth.itests.http.support.ApiClient;
import org.lumoauth.itests.http.support.DefaultServerExtension;
import org.lumoauth.itests.http.support.TestServer;
import org.lumoauth.itests.http.support.TestTenant;

/** A model reads the answers of Ask, so they are short. */
@ExtendWith(DefaultServerExtension.class)
class AskAnswerSizeIT {
  private static final int SINGLE = 600;
  private static final int ALLOWED_ENTRY = 100;
  private static final int DENIED_ENTRY = 300;

  private TestTenant.Agent agent;

  @BeforeEach
  void register(TestServer server) throws IOException {
    agent =
        TestTenant.create(server).agent("Clerk", List.of("documents.read", "read_file"), List.of());
  }

  @Test
  void singleAnswersAreShort() {
    String narrow =
        agent
            .api()
            .with("Authorization", agent.basic())
            .form("/oauth/token", "grant_type=client_credentials&scope=read_file")
            .expect(200)
            .body()
            .path("access_token")
            .asText();
    ApiClient narrowed = agent.api().with("Authorization", "Bearer " + narrow);
    var read = Map.of("action", "documents.read");

    for (JsonNode answer :
        List.of(
            ask(agent.authenticated(), read),
            ask(agent.authenticated(), Map.of("action", "documents.delete")),
            ask(agent.authenticated(), Map.of("question", "May I delete documents?")),
            ask(agent.authenticated(), Map.of("question", "What is the weather?")),
            ask(narrowed, read))) {
      ((ObjectNode) answer).remove("context");
      assertTrue(size(answer) < SINGLE, () -> size(answer) + " " + answer);
      assertFalse(answer.has("explanation"), answer::toString);
    }
    assertTrue(
        ask(agent.authenticated(), Map.of("action", "documents.delete", "explain", "full"))
            .has("explanation"));
  }

  @Test
  void entriesOfListsAreShort() {
    List<String> tools = new ArrayList<>(List.of("read_file"));
    for (int i = 0; i < 39; i++) {
      tools.add("create_pull_request_" + i);
    }
    JsonNode answer = ask(agent.authenticated(), Map.of("tools", tools));

    assertEquals(40, answer.path("results").size());
    for (JsonNode entry : answer.path("results")) {
      boolean allowed = entry.path("allowed").asBoolean();
      assertTrue(size(entry) <= (allowed ? ALLOWED_ENTRY : DENIED_ENTRY), entry::toString);
      assertTrue(allowed || entry.has("reason_code") && entry.has("next_step"), entry::toString);
    }
  }

  private static JsonNode ask(ApiClient as, Map<String, ?> question) {
    return as.post("/agents/ask", question).expect(200).body();
  }

  private static int size(JsonNode node) {
    return node.toString().getBytes(StandardCharsets.UTF_8).length;
  }
}
