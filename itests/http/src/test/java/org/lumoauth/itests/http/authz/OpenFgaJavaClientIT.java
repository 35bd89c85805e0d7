/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.itests.http.authz;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.lumoauth.itests.http.authz.OpenFgaTestClients.await;
import static org.lumoauth.itests.http.authz.OpenFgaTestClients.refusal;

import dev.openfga.sdk.api.client.ClientAssertion;
import dev.openfga.sdk.api.client.OpenFgaClient;
import dev.openfga.sdk.api.client.model.ClientBatchCheckItem;
import dev.openfga.sdk.api.client.model.ClientBatchCheckRequest;
import dev.openfga.sdk.api.client.model.ClientBatchCheckSingleResponse;
import dev.openfga.sdk.api.client.model.ClientCheckRequest;
import dev.openfga.sdk.api.client.model.ClientExpandRequest;
import dev.openfga.sdk.api.client.model.ClientReadChangesRequest;
import dev.openfga.sdk.api.client.model.ClientReadRequest;
import dev.openfga.sdk.api.client.model.ClientTupleKey;
import dev.openfga.sdk.api.client.model.ClientWriteRequest;
import dev.openfga.sdk.api.configuration.ClientReadOptions;
import dev.openfga.sdk.api.model.TupleOperation;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.lumoauth.itests.http.support.DefaultServerExtension;
import org.lumoauth.itests.http.support.TestServer;
import org.lumoauth.itests.http.support.TestTenant;

/** OpenFGA's client for Java, unmodified: what its suite does not try. */
@ExtendWith(DefaultServerExtension.class)
class OpenFgaJavaClientIT {
  private static final String MODEL =
      """
      model
        schema 1.1
      type user
      type document
        relations
          define owner: [user]
          define viewer: [user, user:*] or owner
      """;

  private static TestTenant tenant;
  private OpenFgaClient client;

  @BeforeAll
  static void start(TestServer server) throws IOException {
    tenant = TestTenant.create(server);
  }

  @BeforeEach
  void createStore() throws Exception {
    client = OpenFgaTestClients.inNewStore(tenant, "walk");
    OpenFgaTestClients.writeModel(client, tenant, MODEL);
    await(
        () ->
            client.write(
                ClientWriteRequest.ofWrites(
                    List.of(tuple("user:anne", "owner"), tuple("user:bob", "viewer")))));
  }

  @Test
  void paginatesTuples() throws Exception {
    var first =
        await(() -> client.read(new ClientReadRequest(), new ClientReadOptions().pageSize(1)));
    var second =
        await(
            () ->
                client.read(
                    new ClientReadRequest(),
                    new ClientReadOptions()
                        .pageSize(1)
                        .continuationToken(first.getContinuationToken())));

    assertEquals(1, first.getTuples().size());
    assertEquals(1, second.getTuples().size());
    assertFalse(first.getTuples().equals(second.getTuples()));
    assertEquals("", second.getContinuationToken());
  }

  @Test
  void readsChanges() throws Exception {
    var changes = await(() -> client.readChanges(new ClientReadChangesRequest().type("document")));

    assertEquals(2, changes.getChanges().size());
    assertEquals(TupleOperation.WRITE, changes.getChanges().get(0).getOperation());
    assertFalse(changes.getContinuationToken().isEmpty());
  }

  @Test
  void checksBatch() throws Exception {
    var answers =
        await(
            () ->
                client.batchCheck(
                    ClientBatchCheckRequest.ofChecks(
                        List.of(item("a", "user:anne"), item("b", "user:carl")))));

    Map<String, Boolean> allowed = new HashMap<>();
    for (ClientBatchCheckSingleResponse each : answers.getResult()) {
      allowed.put(each.getCorrelationId(), each.isAllowed());
    }
    assertEquals(Map.of("a", true, "b", false), allowed);
  }

  @Test
  void expands() throws Exception {
    var root =
        await(
                () ->
                    client.expand(
                        new ClientExpandRequest()._object("document:plan").relation("viewer")))
            .getTree()
            .getRoot();

    assertEquals("document:plan#viewer", root.getName());
    var nodes = root.getUnion().getNodes();
    assertEquals(List.of("user:bob"), nodes.get(0).getLeaf().getUsers().getUsers());
    assertEquals("document:plan#owner", nodes.get(1).getLeaf().getComputed().getUserset());
  }

  @Test
  void keepsAssertions() throws Exception {
    await(
        () ->
            client.writeAssertions(
                List.of(
                    new ClientAssertion()
                        .user("user:anne")
                        .relation("viewer")
                        ._object("document:plan")
                        .expectation(true))));

    var assertions = await(client::readAssertions).getAssertions();
    assertEquals(1, assertions.size());
    assertEquals("user:anne", assertions.get(0).getTupleKey().getUser());
    assertTrue(assertions.get(0).getExpectation());
  }

  @Test
  void returnsOpenFgaErrorCodes() throws Exception {
    assertEquals(
        "write_failed_due_to_invalid_input",
        refusal(
            () -> client.write(ClientWriteRequest.ofWrites(List.of(tuple("user:anne", "owner"))))));
    assertEquals(
        "validation_error",
        refusal(
            () -> client.write(ClientWriteRequest.ofWrites(List.of(tuple("user:anne", "none"))))));
    client.setAuthorizationModelId("01K9Z3V7Q8J4M2N6P0R5S7T9WX");
    assertEquals("authorization_model_not_found", refusal(() -> client.check(check())));
    await(client::deleteStore);
    assertEquals("store_id_not_found", refusal(() -> client.check(check())));
  }

  @Test
  void acceptsAccessTokenLikeApiKey() throws Exception {
    TestTenant.Agent agent = tenant.agent("Asker", List.of("authz.check"), List.of("admin"));
    OpenFgaClient asker = OpenFgaTestClients.client(tenant, agent.token());
    asker.setStoreId(await(client::getStore).getId());

    assertTrue(await(() -> asker.check(check())).getAllowed());
  }

  private static ClientCheckRequest check() {
    return new ClientCheckRequest().user("user:anne").relation("owner")._object("document:plan");
  }

  private static ClientTupleKey tuple(String user, String relation) {
    return new ClientTupleKey().user(user).relation(relation)._object("document:plan");
  }

  private static ClientBatchCheckItem item(String id, String user) {
    return new ClientBatchCheckItem()
        .correlationId(id)
        .user(user)
        .relation("owner")
        ._object("document:plan");
  }
}
