/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.itests.http.authz;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;
import static org.lumoauth.itests.http.authz.OpenFgaTestClients.await;
import static org.lumoauth.itests.http.authz.OpenFgaTestClients.refusal;

import dev.openfga.sdk.api.client.OpenFgaClient;
import dev.openfga.sdk.api.client.model.ClientCheckRequest;
import dev.openfga.sdk.api.client.model.ClientListObjectsRequest;
import dev.openfga.sdk.api.client.model.ClientListUsersRequest;
import dev.openfga.sdk.api.client.model.ClientTupleKey;
import dev.openfga.sdk.api.client.model.ClientWriteRequest;
import dev.openfga.sdk.api.model.FgaObject;
import dev.openfga.sdk.api.model.User;
import dev.openfga.sdk.api.model.UserTypeFilter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.extension.ExtendWith;
import org.lumoauth.itests.http.support.DefaultServerExtension;
import org.lumoauth.itests.http.support.TestServer;
import org.lumoauth.itests.http.support.TestTenant;
import org.yaml.snakeyaml.Yaml;

/**
 * OpenFGA's own test suite through its own client for Java: every model, every check, every list.
 * The suite is looked for in {@code shared/data/rebac} in the project and the folders above.
 */
@ExtendWith(DefaultServerExtension.class)
class OpenFgaSuiteIT {
  private static final String SUITE = "shared/data/rebac/openfga-consolidated-1.1.yaml";
  private static final Map<Integer, String> CODES =
      Map.of(
          2000, "validation_error",
          2002, "authorization_model_resolution_too_complex",
          2021, "type_not_found",
          2022, "relation_not_found",
          2027, "invalid_tuple");

  private static TestTenant tenant;

  @BeforeAll
  static void start(TestServer server) throws IOException {
    tenant = TestTenant.create(server);
  }

  @TestFactory
  Stream<DynamicTest> passesOpenFgasSuite() throws IOException {
    Optional<Path> suite = suite();
    assumeTrue(
        suite.isPresent(), SUITE + " is in no folder above this checkout: nothing was tried.");
    Map<String, Object> document = new Yaml().load(Files.readString(suite.get()));
    return objects(document, "tests").stream()
        .map(test -> DynamicTest.dynamicTest((String) test.get("name"), () -> run(test)));
  }

  private static Optional<Path> suite() {
    Path folder = TestServer.PROJECT.toAbsolutePath().normalize();
    while (folder != null && !Files.exists(folder.resolve(SUITE))) {
      folder = folder.getParent();
    }
    return Optional.ofNullable(folder).map(found -> found.resolve(SUITE));
  }

  /** The stages of a test are of one store, one after the other; all failures are told. */
  private static void run(Map<String, Object> test) throws Exception {
    OpenFgaClient client = OpenFgaTestClients.inNewStore(tenant, "suite");
    List<String> failures = new ArrayList<>();
    try {
      for (Map<String, Object> stage : objects(test, "stages")) {
        OpenFgaTestClients.writeModel(client, tenant, (String) stage.get("model"));
        List<ClientTupleKey> tuples = tuples(objects(stage, "tuples"));
        for (int i = 0; i < tuples.size(); i += 100) {
          List<ClientTupleKey> some = tuples.subList(i, Math.min(i + 100, tuples.size()));
          await(() -> client.write(ClientWriteRequest.ofWrites(some)));
        }
        stage(client, stage, failures);
      }
    } finally {
      await(client::deleteStore);
    }
    assertEquals(List.of(), failures);
  }

  private static void stage(
      OpenFgaClient client, Map<String, Object> stage, List<String> failures) {
    for (Map<String, Object> each : objects(stage, "checkAssertions")) {
      attempt(failures, each, () -> check(client, each));
    }
    for (Map<String, Object> each : objects(stage, "listObjectsAssertions")) {
      attempt(failures, each, () -> listObjects(client, each));
    }
    for (Map<String, Object> each : objects(stage, "listUsersAssertions")) {
      attempt(failures, each, () -> listUsers(client, each));
    }
  }

  @FunctionalInterface
  private interface Attempt {
    void run() throws Exception;
  }

  private static void attempt(
      List<String> failures, Map<String, Object> assertion, Attempt attempt) {
    try {
      attempt.run();
    } catch (Exception | AssertionError e) {
      failures.add(assertion + ": " + e.getMessage());
    }
  }

  private static void check(OpenFgaClient client, Map<String, Object> assertion) throws Exception {
    Map<String, Object> tuple = object(assertion, "tuple");
    ClientCheckRequest request =
        new ClientCheckRequest()
            .user((String) tuple.get("user"))
            .relation((String) tuple.get("relation"))
            ._object((String) tuple.get("object"))
            .contextualTuples(tuples(objects(assertion, "contextualTuples")))
            .context(assertion.get("context"));
    if (assertion.containsKey("errorCode")) {
      assertEquals(code(assertion), refusal(() -> client.check(request)));
    } else {
      assertEquals(assertion.get("expectation"), await(() -> client.check(request)).getAllowed());
    }
  }

  private static void listObjects(OpenFgaClient client, Map<String, Object> assertion)
      throws Exception {
    Map<String, Object> asked = object(assertion, "request");
    ClientListObjectsRequest request =
        new ClientListObjectsRequest()
            .user((String) asked.get("user"))
            .type((String) asked.get("type"))
            .relation((String) asked.get("relation"))
            .contextualTupleKeys(tuples(objects(assertion, "contextualTuples")))
            .context(assertion.get("context"));
    if (assertion.containsKey("errorCode")) {
      assertEquals(code(assertion), refusal(() -> client.listObjects(request)));
    } else {
      assertEquals(
          new TreeSet<>(texts(assertion)),
          new TreeSet<>(await(() -> client.listObjects(request)).getObjects()));
    }
  }

  private static void listUsers(OpenFgaClient client, Map<String, Object> assertion)
      throws Exception {
    Map<String, Object> asked = object(assertion, "request");
    String[] named = ((String) asked.get("object")).split(":", 2);
    String[] filter = ((List<?>) asked.get("filters")).get(0).toString().split("#", 2);
    ClientListUsersRequest request =
        new ClientListUsersRequest()
            ._object(new FgaObject().type(named[0]).id(named[1]))
            .relation((String) asked.get("relation"))
            .userFilters(
                List.of(
                    new UserTypeFilter()
                        .type(filter[0])
                        .relation(filter.length > 1 ? filter[1] : null)))
            .contextualTupleKeys(tuples(objects(assertion, "contextualTuples")))
            .context(assertion.get("context"));
    if (assertion.containsKey("errorCode")) {
      assertEquals(code(assertion), refusal(() -> client.listUsers(request)));
    } else {
      TreeSet<String> users = new TreeSet<>();
      await(() -> client.listUsers(request)).getUsers().forEach(user -> users.add(text(user)));
      assertEquals(new TreeSet<>(texts(assertion)), users);
    }
  }

  private static String text(User user) {
    if (user.getObject() != null) {
      return user.getObject().getType() + ":" + user.getObject().getId();
    }
    if (user.getUserset() != null) {
      var userset = user.getUserset();
      return userset.getType() + ":" + userset.getId() + "#" + userset.getRelation();
    }
    return user.getWildcard().getType() + ":*";
  }

  private static String code(Map<String, Object> assertion) {
    return CODES.get((Integer) assertion.get("errorCode"));
  }

  private static List<ClientTupleKey> tuples(List<Map<String, Object>> given) {
    return given.stream().map(OpenFgaSuiteIT::tuple).toList();
  }

  private static ClientTupleKey tuple(Map<String, Object> given) {
    return new ClientTupleKey()
        .user((String) given.get("user"))
        .relation((String) given.get("relation"))
        ._object((String) given.get("object"));
  }

  private static List<String> texts(Map<String, Object> assertion) {
    List<String> texts = new ArrayList<>();
    if (assertion.get("expectation") instanceof Collection<?> expected) {
      expected.forEach(each -> texts.add(each.toString()));
    }
    return texts;
  }

  @SuppressWarnings("unchecked")
  private static List<Map<String, Object>> objects(Map<String, Object> in, String name) {
    Object value = in.get(name);
    return value == null ? List.of() : (List<Map<String, Object>>) value;
  }

  @SuppressWarnings("unchecked")
  private static Map<String, Object> object(Map<String, Object> in, String name) {
    return (Map<String, Object>) in.get(name);
  }
}
