/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.itests.http.module;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.lumoauth.itests.http.support.ApiClient;
import org.lumoauth.itests.http.support.ConditionPoller;
import org.lumoauth.itests.http.support.ModuleServerExtension;
import org.lumoauth.itests.http.support.NextModuleVersion;
import org.lumoauth.itests.http.support.ServedOpenApi;
import org.lumoauth.itests.http.support.StubSite;
import org.lumoauth.itests.http.support.TestServer;
import org.lumoauth.itests.http.support.TestTenant;

/**
 * Modules that are removed from a running server, each by itself, and installed in their next
 * version: what is theirs goes and comes with them, in the metadata and at the endpoints, and all
 * else stays.
 */
@ExtendWith(ModuleServerExtension.class)
class ModuleReinstallationIT {
  private static final String MODULES = "/api/v1/platform/modules";

  @TempDir static Path archives;

  private TestServer server;
  private StubSite site;
  private TestTenant tenant;

  @TestFactory
  Stream<DynamicTest> takeAwayWhatIsTheirsAndBringItBack(TestServer shared, StubSite itsSite)
      throws Exception {
    server = shared;
    site = itsSite;
    tenant = TestTenant.create(server);
    List<DynamicTest> tests = new ArrayList<>();
    List<String> digests = new ArrayList<>();
    Set<String> tried = new TreeSet<>();
    for (ModuleExpectation row : rows()) {
      NextModuleVersion next = NextModuleVersion.of(row.bundle(), archives);
      digests.add(next.digest());
      tried.add(next.module());
      tests.add(DynamicTest.dynamicTest(next.module(), () -> removeAndInstall(row, next)));
    }
    tests.add(
        DynamicTest.dynamicTest(
            "no module of agents is left out", () -> requireAllAgentModules(tried)));
    ModuleServerExtension.withApi(server, "allowedDigests = " + String.join(", ", digests) + "\n");
    return tests.stream().onClose(this::switchOff);
  }

  /** A module of agents that is new here is to go and to come, too. */
  private void requireAllAgentModules(Set<String> tried) throws IOException {
    Set<String> left = modules().keySet();
    left.removeIf(name -> !name.startsWith("agents-") || tried.contains(name));

    assertEquals(Set.of(), left);
  }

  private List<ModuleExpectation> rows() {
    return Stream.of(
            new AgentModuleExpectations(server, site, tenant).rows(),
            new OAuthModuleExpectations(tenant).rows(),
            new ClientModuleExpectations(tenant).rows())
        .flatMap(List::stream)
        .toList();
  }

  private void switchOff() {
    try {
      ModuleServerExtension.withoutApi(server);
    } catch (Exception e) {
      throw new AssertionError(e);
    }
  }

  private void removeAndInstall(ModuleExpectation row, NextModuleVersion next) throws Exception {
    Set<String> before = metadata();
    Map<String, String> modules = modules();
    JsonNode described = describedOperations();
    row.calls().forEach(call -> call.expect("before", call.with()));

    server.operator().delete(MODULES + "/" + next.module()).expect(200);
    try {
      assertGone(row, before, metadata());
      assertFalse(owners(describedOperations()).contains(next.module()));
      row.calls().forEach(call -> call.expect("without it", call.without()));
      awaitReady();
    } finally {
      server.operator().post(MODULES, Map.of("url", next.url())).expect(201);
    }

    assertEquals(before, metadata());
    assertEquals(described, describedOperations());
    row.calls().forEach(call -> call.expect("with the next version", call.with()));
    assertEquals(modules, modules());
    awaitReady();
  }

  /** What is published anew is not ready for a moment. */
  private void awaitReady() throws Exception {
    ConditionPoller.until(
        "it is ready",
        Duration.ofSeconds(60),
        () -> server.anonymous().get("/system/health/ready").status() == 200);
  }

  /** What the server describes of its operations. */
  private JsonNode describedOperations() {
    return ServedOpenApi.of(server).document().path("paths");
  }

  /** Whose they are. */
  private static Set<String> owners(JsonNode paths) {
    Set<String> owners = new TreeSet<>();
    paths.forEach(path -> path.forEach(each -> owners.add(each.at("/tags/0").asText())));
    return owners;
  }

  /** All of these and nothing else; what was promised may be denied then. */
  private static void assertGone(ModuleExpectation row, Set<String> before, Set<String> now) {
    Set<String> gone = without(before, now);
    assertEquals(
        List.of(),
        gone.stream().filter(entry -> !row.lists(entry)).toList(),
        "gone without being the module's");
    assertEquals(
        List.of(),
        row.listed().stream()
            .filter(name -> gone.stream().noneMatch(entry -> ModuleExpectation.names(name, entry)))
            .toList(),
        "still there");
    without(now, before).forEach(entry -> assertTrue(entry.endsWith(": false"), entry));
  }

  private static Set<String> without(Set<String> all, Set<String> some) {
    Set<String> rest = new TreeSet<>(all);
    rest.removeAll(some);
    return rest;
  }

  /** Each member as {@code member: value}, lists value by value; empty if there is none at all. */
  private Set<String> metadata() {
    Set<String> entries = new TreeSet<>();
    ApiClient.Answer answer = tenant.admin().get("/.well-known/oauth-authorization-server");
    if (answer.status() != 404) {
      answer
          .expect(200)
          .body()
          .properties()
          .forEach(
              member -> {
                List<JsonNode> values = new ArrayList<>();
                if (member.getValue().isArray()) {
                  member.getValue().forEach(values::add);
                } else {
                  values.add(member.getValue());
                }
                values.forEach(value -> entries.add(member.getKey() + ": " + value.asText()));
              });
    }
    return entries;
  }

  /** The state of each module. */
  private Map<String, String> modules() throws IOException {
    Map<String, String> states = new TreeMap<>();
    for (JsonNode module : server.operator().get(MODULES).expect(200).data()) {
      states.put(module.path("name").asText(), module.path("state").asText());
    }
    return states;
  }
}
