/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.itests.http.module;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.lumoauth.itests.http.support.ApiClient;
import org.lumoauth.itests.http.support.ConditionPoller;
import org.lumoauth.itests.http.support.ModuleServerExtension;
import org.lumoauth.itests.http.support.TestServer;
import org.lumoauth.itests.http.support.TestTenant;

/**
 * The example of the module authors' guide, as the guide goes about it: built, dropped into {@code
 * deploy/}, seen in Ask, upgraded, removed.
 */
@ExtendWith({ExampleModuleExtension.class, ModuleServerExtension.class})
class ExampleModuleExtensionIT {

  @Test
  void decidesAndIsUpgradedAndRemovedOnARunningServer(TestServer server) throws Exception {
    TestTenant tenant = TestTenant.create(server);
    ApiClient agent = tenant.agent("Writer", List.of("write_file"), List.of()).authenticated();
    assertTrue(ask(agent, Map.of()).path("allowed").asBoolean());

    Files.copy(
        ExampleModuleExtension.jar(1),
        server
            .data()
            .resolve("deploy")
            .resolve(ExampleModuleExtension.jar(1).getFileName().toString()));
    JsonNode frozen = await(agent, answer -> !answer.path("allowed").asBoolean());
    assertEquals("change-freeze", frozen.path("decided_by").asText(), frozen.toString());

    server.console("lumoauth:module-upgrade change-freeze file:" + ExampleModuleExtension.jar(2));
    assertTrue(
        ask(agent, Map.of("incident", "INC-42")).path("allowed").asBoolean(),
        "version 2 lets an agent through that names its incident");

    server.console("lumoauth:module-remove change-freeze");
    assertTrue(ask(agent, Map.of()).path("allowed").asBoolean());
  }

  private static JsonNode ask(ApiClient agent, Map<String, Object> context) {
    return agent
        .post("/agents/ask", Map.of("action", "write_file", "context", context, "explain", "full"))
        .expect(200)
        .body();
  }

  /** While the module starts, decisions that it must take part in are 503. */
  private static JsonNode await(ApiClient agent, Predicate<JsonNode> condition) throws Exception {
    AtomicReference<JsonNode> last = new AtomicReference<>();
    ConditionPoller.until(
        "the module decides",
        Duration.ofSeconds(30),
        () -> {
          var question = Map.of("action", "write_file", "explain", "full");
          ApiClient.Answer answer = agent.post("/agents/ask", question);
          last.set(answer.body());
          return answer.status() != 503 && condition.test(answer.expect(200).body());
        });
    return last.get();
  }
}
