package org.lumoauth.itests.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;

/**
 * The example of the module authors' guide, as the guide goes about it: built, dropped into {@code
 * deploy/}, seen in Ask, upgraded, removed.
 */
class ExampleModuleIT {
  private static final Path EXAMPLE = Server.PROJECT.resolve("examples/authorization-model");

  @Test
  void decidesOnARunningServerIsUpgradedAndRemoved() throws Exception {
    build();
    try (Server server = Server.start()) {
      Tenant tenant = Tenant.create(server);
      Api agent = tenant.agent("Writer", List.of("write_file"), List.of()).authenticated();
      assertTrue(ask(agent, Map.of()).path("allowed").asBoolean());

      Files.copy(jar(1), server.data().resolve("deploy").resolve(jar(1).getFileName().toString()));
      JsonNode frozen = await(agent, answer -> !answer.path("allowed").asBoolean());
      assertEquals("change-freeze", frozen.path("decided_by").asText(), frozen.toString());

      server.console("lumoauth:module-upgrade change-freeze file:" + jar(2));
      assertTrue(
          ask(agent, Map.of("incident", "INC-42")).path("allowed").asBoolean(),
          "version 2 lets an agent through that names its incident");

      server.console("lumoauth:module-remove change-freeze");
      assertTrue(ask(agent, Map.of()).path("allowed").asBoolean());
    }
  }

  private static JsonNode ask(Api agent, Map<String, Object> context) {
    return agent
        .post("/agents/ask", Map.of("action", "write_file", "context", context))
        .expect(200)
        .body();
  }

  private static JsonNode await(Api agent, Predicate<JsonNode> condition) {
    long end = System.nanoTime() + 30_000_000_000L;
    JsonNode answer = ask(agent, Map.of());
    while (!condition.test(answer) && System.nanoTime() < end) {
      answer = ask(agent, Map.of());
    }
    assertTrue(condition.test(answer), answer.toString());
    return answer;
  }

  private static Path jar(int version) {
    return EXAMPLE
        .resolve("target/v" + version + "/change-freeze-" + version + ".0.0.jar")
        .toAbsolutePath()
        .normalize();
  }

  private static void build() {
    maven("-pl", "bundles/api", "-am", "install", "-DskipTests");
    for (int version = 1; version <= 2; version++) {
      maven("-f", EXAMPLE.resolve("pom.xml").toString(), "-Dmajor=" + version, "package");
    }
  }

  private static void maven(String... arguments) {
    String repository = System.getProperty("lumoauth.repository", "");
    List<String> command = new ArrayList<>(List.of("./mvnw", "-q", "-B"));
    if (!repository.isEmpty()) {
      command.add("-Dmaven.repo.local=" + repository);
    }
    command.addAll(List.of(arguments));
    Command.run(Server.PROJECT, Map.of(), 300, command);
  }
}
