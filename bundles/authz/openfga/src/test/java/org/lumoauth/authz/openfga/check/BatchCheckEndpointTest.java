package org.lumoauth.authz.openfga.check;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.lumoauth.testkit.builder.Builders.aTenant;

import java.io.IOException;
import java.lang.reflect.Proxy;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.lumoauth.api.relation.RelationAnswer;
import org.lumoauth.api.relation.RelationException;
import org.lumoauth.api.relation.RelationQueries;
import org.lumoauth.api.relation.RelationQueries.Outcome;
import org.lumoauth.api.relation.RelationQueries.Single;
import org.lumoauth.authz.openfga.FgaFailure;
import org.lumoauth.authz.openfga.wire.BatchCheckBody;
import org.lumoauth.authz.openfga.wire.TupleKeyBody;
import org.lumoauth.platform.web.testkit.FakeExchange;

class BatchCheckEndpointTest {
  private static final String STORE = "01K9Z3V7Q8J4M2N6P0R5S7T9WX";

  @Test
  void answersEachUnderItsIdThoughOthersAreMalformedOrFail() throws IOException {
    var answer =
        (BatchCheckBody.Answer)
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
    assertEquals("validation_error", ((FgaFailure.Body) exchange.body()).code());
  }

  private static BatchCheckBody.Item item(String id, String user) {
    return new BatchCheckBody.Item(
        new TupleKeyBody(user, "owner", "document:plan", null), null, Map.of(), id);
  }

  private static FakeExchange asked(BatchCheckBody.Item... items) throws IOException {
    var exchange =
        FakeExchange.json(
            aTenant().build(),
            "/openfga/stores/" + STORE + "/batch-check",
            new BatchCheckBody(List.of(items), null, null));
    new BatchCheckEndpoint(queries()).handle(exchange);
    return exchange;
  }

  /** Anne may, nobody else; about somebody who is called so it takes too long. */
  @SuppressWarnings("unchecked")
  private static RelationQueries queries() {
    return (RelationQueries)
        Proxy.newProxyInstance(
            RelationQueries.class.getClassLoader(),
            new Class<?>[] {RelationQueries.class},
            (proxy, method, arguments) -> {
              assertEquals("checkAll", method.getName());
              assertEquals("sto_" + STORE, arguments[1]);
              return ((List<Single>) arguments[2])
                  .stream().map(each -> outcome(each.question().subject().id())).toList();
            });
  }

  private static Outcome outcome(String user) {
    if (user.equals("fails")) {
      return new Outcome(
          Optional.empty(),
          Optional.of(new RelationException(RelationException.Kind.DEADLINE, "Too long.")));
    }
    return new Outcome(
        Optional.of(new RelationAnswer(user.equals("anne"), "rmo_1", "t", Optional.empty())),
        Optional.empty());
  }
}
