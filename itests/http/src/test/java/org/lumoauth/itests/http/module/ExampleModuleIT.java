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
import org.lumoauth.itests.http.support.Api;
import org.lumoauth.itests.http.support.Await;
import org.lumoauth.itests.http.support.Server;
import org.lumoauth.itests.http.support.SharedForModules;
import org.lumoauth.itests.http.support.Tenant;

/**
 * The example of the module authors' guide, as the guide goes about it: built, dropped into {@code
 * deploy/}, seen in Ask, upgraded, removed.
 */
@ExtendWith({ExampleModule.class, SharedForModules.class})
class ExampleModuleIT {

  @Test
  void decidesOnARunningServerIsUpgradedAndRemoved(Server server) throws Exception {
    Tenant tenant = Tenant.create(server);
    Api agent = tenant.agent("Writer", List.of("write_file"), List.of()).authenticated();
    assertTrue(ask(agent, Map.of()).path("allowed").asBoolean());

    Files.copy(
        ExampleModule.jar(1),
        server.data().resolve("deploy").resolve(ExampleModule.jar(1).getFileName().toString()));
    JsonNode frozen = await(agent, answer -> !answer.path("allowed").asBoolean());
    assertEquals("change-freeze", frozen.path("decided_by").asText(), frozen.toString());

    server.console("lumoauth:module-upgrade change-freeze file:" + ExampleModule.jar(2));
    assertTrue(
        ask(agent, Map.of("incident", "INC-42")).path("allowed").asBoolean(),
        "version 2 lets an agent through that names its incident");

    server.console("lumoauth:module-remove change-freeze");
    assertTrue(ask(agent, Map.of()).path("allowed").asBoolean());
  }

  private static JsonNode ask(Api agent, Map<String, Object> context) {
    return agent
        .post("/agents/ask", Map.of("action", "write_file", "context", context))
        .expect(200)
        .body();
  }

  /** While the module starts, decisions that it must take part in are 503. */
  private static JsonNode await(Api agent, Predicate<JsonNode> condition) throws Exception {
    AtomicReference<JsonNode> last = new AtomicReference<>();
    Await.until(
        "the module decides",
        Duration.ofSeconds(30),
        () -> {
          Api.Answer answer = agent.post("/agents/ask", Map.of("action", "write_file"));
          last.set(answer.body());
          return answer.status() != 503 && condition.test(answer.expect(200).body());
        });
    return last.get();
  }
}
