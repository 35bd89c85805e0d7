/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.authz.openfga.check;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.lumoauth.testkit.builder.TestBuilders.aTenant;

import java.io.IOException;
import java.lang.reflect.Proxy;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.lumoauth.api.relation.RelationCheckResult;
import org.lumoauth.api.relation.RelationException;
import org.lumoauth.api.relation.RelationQueryService;
import org.lumoauth.api.relation.RelationQueryService.RelationBatchCheckItem;
import org.lumoauth.api.relation.RelationQueryService.RelationBatchCheckOutcome;
import org.lumoauth.authz.openfga.FgaException;
import org.lumoauth.authz.openfga.wire.FgaBatchCheckBody;
import org.lumoauth.authz.openfga.wire.FgaTupleKeyBody;
import org.lumoauth.platform.web.testkit.FakeHttpExchange;

class FgaBatchCheckEndpointTest {
  private static final String STORE = "01K9Z3V7Q8J4M2N6P0R5S7T9WX";

  @Test
  void answersEachCheckByCorrelationIdDespiteErrors() throws IOException {
    var answer =
        (FgaBatchCheckBody.BatchCheckResponse)
            asked(
                    item("malformed", "anne"),
                    item("yes", "user:anne"),
                    item("fails", "user:fails"),
                    item("no", "user:bob"))
                .body();

    assertEquals(true, answer.result().get("yes").allowed());
    assertEquals(false, answer.result().get("no").allowed());
    assertEquals("validation_error", answer.result().get("malformed").error().inputError());
    assertEquals("deadline_exceeded", answer.result().get("fails").error().internalError());
    assertEquals(4, answer.result().size());
  }

  @Test
  void refusesAnEmptyBatchInOpenFgasFormat() throws IOException {
    var exchange = asked();

    assertEquals(400, exchange.status());
    assertEquals("validation_error", ((FgaException.FgaErrorBody) exchange.body()).code());
  }

  private static FgaBatchCheckBody.BatchCheckItem item(String id, String user) {
    return new FgaBatchCheckBody.BatchCheckItem(
        new FgaTupleKeyBody(user, "owner", "document:plan", null), null, Map.of(), id);
  }

  private static FakeHttpExchange asked(FgaBatchCheckBody.BatchCheckItem... items)
      throws IOException {
    var exchange =
        FakeHttpExchange.json(
            aTenant().build(),
            "/openfga/stores/" + STORE + "/batch-check",
            new FgaBatchCheckBody(List.of(items), null, null));
    new FgaBatchCheckEndpoint(queries()).handle(exchange);
    return exchange;
  }

  /** Anne may, nobody else; about somebody who is called so it takes too long. */
  @SuppressWarnings("unchecked")
  private static RelationQueryService queries() {
    return (RelationQueryService)
        Proxy.newProxyInstance(
            RelationQueryService.class.getClassLoader(),
            new Class<?>[] {RelationQueryService.class},
            (proxy, method, arguments) -> {
              assertEquals("checkAll", method.getName());
              assertEquals("sto_" + STORE, arguments[1]);
              return ((List<RelationBatchCheckItem>) arguments[2])
                  .stream().map(each -> outcome(each.question().subject().id())).toList();
            });
  }

  private static RelationBatchCheckOutcome outcome(String user) {
    if (user.equals("fails")) {
      return new RelationBatchCheckOutcome(
          Optional.empty(),
          Optional.of(
              new RelationException(RelationException.RelationErrorKind.DEADLINE, "Too long.")));
    }
    return new RelationBatchCheckOutcome(
        Optional.of(new RelationCheckResult(user.equals("anne"), "rmo_1", "t", Optional.empty())),
        Optional.empty());
  }
}
