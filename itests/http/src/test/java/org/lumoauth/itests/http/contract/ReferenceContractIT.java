/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.itests.http.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.extension.ExtendWith;
import org.lumoauth.itests.http.support.ApiClient;
import org.lumoauth.itests.http.support.DefaultServerExtension;
import org.lumoauth.itests.http.support.ReferenceContract;
import org.lumoauth.itests.http.support.ServedOpenApi;
import org.lumoauth.itests.http.support.StubSite;
import org.lumoauth.itests.http.support.TestServer;
import org.lumoauth.itests.http.support.TestTenant;

/**
 * The public contract as a whole: every operation of the reference is served and described, and
 * answers as it says there. What is otherwise on purpose is in {@code contract/differences.yaml}.
 */
@ExtendWith(DefaultServerExtension.class)
class ReferenceContractIT {

  @Test
  void servesEachOperationOfInstalledModules(TestServer server) throws IOException {
    ServedOpenApi served = ServedOpenApi.of(server);
    Set<String> missing = new TreeSet<>();
    Set<String> absent = new TreeSet<>();
    for (ReferenceContract.Operation operation : ReferenceContract.orSkip().operations()) {
      if (served.of(operation).isEmpty()) {
        missing.add(operation.toString());
      }
      if (isAbsent(operation)) {
        absent.add(operation.toString());
      }
    }

    assertEquals(String.join("\n", absent), String.join("\n", missing));
  }

  /** Of operations whose code says what they take; of the others the description says nothing. */
  @Test
  void documentsRequestBodies(TestServer server) throws IOException {
    ServedOpenApi served = ServedOpenApi.of(server);
    Set<String> wrong = new TreeSet<>();
    int compared = 0;
    for (ReferenceContract.Operation operation : ReferenceContract.orSkip().operations()) {
      JsonNode described = served.of(operation).orElse(ApiClient.JSON.createObjectNode());
      if (described.has("requestBody") || ServedOpenApi.isExact(described)) {
        compared++;
        operation.query().stream()
            .filter(name -> !ServedOpenApi.query(described).contains(name))
            .forEach(name -> wrong.add(operation + " ?" + name));
        if (operation.needsBody() && !described.at("/requestBody/required").asBoolean()) {
          wrong.add(operation + " needs a body");
        }
      }
    }

    assertTrue(compared > 150, compared + " were compared");
    assertEquals(Set.of(), wrong);
  }

  @Test
  void documentsTheInputOfTheReference(TestServer server) throws IOException {
    AllowedReferenceDifferences.read("described.yaml")
        .assertAll(
            new ReferenceDescriptionComparator(ReferenceContract.orSkip(), ServedOpenApi.of(server))
                .differences());
  }

  /** Each operation must document its input. The few without input are listed. */
  @Test
  void documentsTheInputOfEachOperation(TestServer server) throws IOException {
    ServedOpenApi served = ServedOpenApi.of(server);
    Set<String> silent = new TreeSet<>();
    served
        .all()
        .forEach(
            (operation, described) -> {
              if (operation.matches("(POST|PUT|PATCH) .*") && !described.has("requestBody")) {
                silent.add(operation);
              } else if (described.has("requestBody")
                  && !operation.contains(" ^/") // a hosted page knows its fields
                  && ServedOpenApi.body(described).path("properties").isEmpty()) {
                silent.add(operation + " says no member");
              }
              for (JsonNode answer : described.path("responses")) {
                String named = answer.path("$ref").asText("#");
                if (served.document().at(named.substring(1)).isMissingNode()) {
                  silent.add(operation + " answers by " + named);
                }
              }
            });

    AllowedReferenceDifferences.read("silent.yaml").assertAll(silent);
  }

  @Test
  void guardsEachOperationAsDocumented(TestServer server) throws IOException {
    ServedOpenApi served = ServedOpenApi.of(server);
    Set<String> otherwise = new TreeSet<>();
    for (ReferenceContract.Operation operation : ReferenceContract.orSkip().operations()) {
      served
          .of(operation)
          .map(described -> described.path("x-lumoauth-guard").asText())
          .filter(guard -> operation.guarded() == List.of("open", "client").contains(guard))
          .ifPresent(guard -> otherwise.add(operation + " is " + guard));
    }

    AllowedReferenceDifferences.read("guards.yaml").assertAll(otherwise);
  }

  @Test
  void findsCallsOfOtherTests() throws IOException {
    assertEquals("", String.join("\n", OtherTestCallCatalog.read().missing()));
  }

  @Test
  void reportsCallThatNoTestMakes() {
    String there = "openOnly(base + \"/oauth/social/\" + NAME)";

    assertEquals(
        List.of(), elsewhere("GET ~/oauth/social/{provider}", "FederatedSignInIT", there, there));
    for (List<String> wrong :
        List.of(
            List.of("GET ~/oauth/social/{provider}", "another(call)", there),
            List.of("GET ~/oauth/social/{provider}", "// " + there, there),
            List.of("POST ~/oauth/social/{provider}", there, there),
            List.of("GET ~/oauth/social/{provider}/callback", there, there))) {
      assertEquals(
          List.of(wrong.get(0)),
          elsewhere(wrong.get(0), "FederatedSignInIT", wrong.get(1), wrong.get(2)),
          wrong.toString());
    }
  }

  private static List<String> elsewhere(String operation, String test, String code, String call) {
    return new OtherTestCallCatalog(Map.of(operation, Map.of(test, List.of(call))), file -> code)
        .missing();
  }

  /**
   * Their path is served, for every section; who brings this one is not part of the distribution.
   */
  @Test
  void reportsUnavailableModuleOfASettingsSection(TestServer server) throws IOException {
    ApiClient admin = TestTenant.create(server).admin();
    String section = "/admin/settings/scim";

    assertEquals("module_unavailable", admin.get(section).expect(503).body().path("code").asText());
    admin.patch(section, Map.of()).expect(503);
    admin.put(section, Map.of()).expect(503);
  }

  @TestFactory
  Stream<DynamicTest> answersEachOperationAsDocumented(TestServer server, StubSite site)
      throws IOException {
    ReferenceContract reference = ReferenceContract.orSkip();
    ReferenceCallTenant actors = new ReferenceCallTenant(server, site);
    ReferenceCallRunner walk = new ReferenceCallRunner(reference, ServedOpenApi.of(server), actors);
    List<ReferenceContract.Operation> operations = reference.operations();
    Set<ReferenceContract.Operation> called = new LinkedHashSet<>();
    List<DynamicTest> tests = new ArrayList<>();
    for (ReferenceCall call : ReferenceCall.all(actors.variables())) {
      ReferenceContract.Operation operation =
          operations.stream()
              .filter(
                  each ->
                      withoutVariableNames(each.toString())
                          .equals(withoutVariableNames(call.operation())))
              .findAny()
              .orElseThrow(() -> new AssertionError(call + " is not in the reference"));
      called.add(operation);
      walk.plan(call, operation);
      tests.add(dynamicTest(call.toString(), () -> walk.runCall(call, operation)));
    }
    tests.add(
        dynamicTest(
            "differs where there is a reason alone",
            () ->
                AllowedReferenceDifferences.read("differences.yaml")
                    .assertAll(walk.differences())));
    tests.add(
        dynamicTest(
            "describes all that it answers",
            () -> assertEquals("", String.join("\n", walk.undocumentedMembers()))));
    tests.add(
        dynamicTest("every operation was called", () -> uncalledOperations(operations, called)));
    return tests.stream();
  }

  private static void uncalledOperations(
      List<ReferenceContract.Operation> operations, Set<ReferenceContract.Operation> called)
      throws IOException {
    Set<String> others = new TreeSet<>();
    for (ReferenceContract.Operation operation : operations) {
      if (!called.contains(operation) && !isAbsent(operation)) {
        others.add(operation.toString());
      }
    }
    AllowedReferenceDifferences.assertAll(OtherTestCallCatalog.read().operations(), others);
  }

  private static boolean isAbsent(ReferenceContract.Operation operation) throws IOException {
    Map<String, String> absent = AllowedReferenceDifferences.read("absent.yaml").reasons();
    return absent.containsKey(operation.section()) || absent.containsKey(operation.toString());
  }

  private static String withoutVariableNames(String operation) {
    return operation.replaceAll("\\{[^}]*}", "{}");
  }
}
