/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.agents.jit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.lumoauth.agents.jit.JitBundleFixture.by;
import static org.lumoauth.agents.jit.JitBundleFixture.pay;
import static org.lumoauth.agents.jit.JitBundleFixture.read;

import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.function.Executable;
import org.lumoauth.api.approval.ApprovalAnswer;
import org.lumoauth.api.web.ApiException;
import org.lumoauth.platform.persistence.testkit.DatabaseTest;
import org.lumoauth.platform.persistence.testkit.TestDatabase;

/** The format of a permission request. */
class JitRequestFormatTest {

  @DatabaseTest
  void sendsTheCallbackToTheRequestedUrl(TestDatabase database) {
    var bench = new JitBundleFixture(database);
    Map<String, Object> made =
        bench.requestDesk.ask(
            by("agt_1"),
            Map.of("authorization_details", pay(), "callback_url", "https://agent.example.com/cb"));
    String request = (String) made.get("request_id");

    bench.answer(request, ApprovalAnswer.of(true));

    assertEquals(1, bench.notices.size());
    assertEquals(made.get("callback_secret"), bench.notices.get(0).secret());
    assertEquals("approved", bench.notices.get(0).body().get("status"));
    assertEquals(
        "validation_error",
        code(
            () ->
                bench.requestDesk.ask(
                    by("agt_1"),
                    Map.of("authorization_details", pay(), "callback_url", "file:///x"))));
  }

  @DatabaseTest
  void refusesACallbackUrlInAPrivateNetwork(TestDatabase database) {
    var bench = new JitBundleFixture(database);
    var inside = Map.of("authorization_details", pay(), "callback_url", "https://10.0.0.1/cb");

    ApiException refusal =
        assertThrows(ApiException.class, () -> bench.requestDesk.ask(by("agt_1"), inside));

    assertEquals(422, refusal.status());
    assertEquals("callback_url", refusal.details().get("field"));
  }

  @DatabaseTest
  void refusesBadDetails(TestDatabase database) {
    var bench = new JitBundleFixture(database);
    String task = bench.task();
    for (Map<String, Object> bad :
        List.<Map<String, Object>>of(
            Map.of(),
            Map.of("type", "unheard_of", "actions", List.of("read")),
            Map.of("type", "payment"),
            Map.of("type", "payment", "actions", List.of("steal")),
            Map.of("type", "payment", "actions", "initiate"),
            Map.of("type", "file_access", "actions", List.of("read"), "locations", "x"),
            Map.of(
                "type", "file_access", "actions", List.of("read"), "locations", List.of("a#b")))) {
      assertEquals("invalid_authorization_details", code(() -> bench.ask(task, bad)));
    }
  }

  @DatabaseTest
  void refusesWhatIsNothingWhereSomethingHasToBe(TestDatabase database) {
    var bench = new JitBundleFixture(database);
    List<Object> nothing = Arrays.asList((Object) null);
    Map<String, Object> nameless = new HashMap<>(read());
    nameless.put("type", null);
    Map<String, Object> actionless = new HashMap<>(read());
    actionless.put("actions", null);
    Map<String, Object> nowhere = new HashMap<>(read());
    nowhere.put("locations", null);
    for (Object bad :
        List.of(
            nothing,
            nameless,
            actionless,
            nowhere,
            Map.of("type", "file_access", "actions", nothing),
            Map.of("type", "file_access", "actions", List.of(nothing)),
            Map.of("type", "file_access", "actions", List.of(1)),
            Map.of("type", "file_access", "actions", List.of("read"), "locations", nothing))) {
      assertEquals(
          "invalid_authorization_details",
          code(() -> bench.requestDesk.ask(by("agt_1"), Map.of("authorization_details", bad))),
          String.valueOf(bad));
    }
    assertEquals(
        "invalid_scope",
        code(() -> bench.requestDesk.ask(by("agt_1"), Map.of("required_scopes", nothing))));
    Map<String, Object> more = new HashMap<>(read());
    more.put("identifier", null);
    more.put("more", Arrays.asList(null, Collections.singletonMap("amount", null)));
    assertEquals("approved", bench.ask(bench.task(), more).get("status"));
  }

  @DatabaseTest
  void grantsNoNumberThatIsReadInTwoWays(TestDatabase database) {
    var bench = new JitBundleFixture(database);
    for (Object number : List.of(9_007_199_254_740_993L, Double.POSITIVE_INFINITY)) {
      Map<String, Object> detail = new HashMap<>(read());
      detail.put("limits", List.of(Map.of("rows", number)));

      assertEquals("invalid_authorization_details", code(() -> bench.ask(bench.task(), detail)));
    }
  }

  private static String code(Executable work) {
    return assertThrows(ApiException.class, work).code();
  }
}
