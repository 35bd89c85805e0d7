/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.agents.ssf.stream;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.lumoauth.agents.ssf.SsfBundleFixture.ACME;
import static org.lumoauth.testkit.builder.TestBuilders.aCaller;
import static org.lumoauth.testkit.builder.TestBuilders.aUserRef;
import static org.lumoauth.testkit.builder.TestBuilders.anAgentRef;

import org.junit.jupiter.api.Test;
import org.lumoauth.api.authn.Caller;
import org.lumoauth.api.web.ApiException;
import org.lumoauth.platform.web.testkit.FakeHttpExchange;
import org.lumoauth.testkit.builder.ClientBuilder;

class CallingStreamReceiverTest {

  @Test
  void resolvesClientOfAgentActingForItself() {
    var receiver =
        CallingStreamReceiver.requireManager(
            by(aCaller().withScope(StreamOwnerEligibilityCheck.MANAGE).build()));

    assertEquals(anAgentRef(), receiver.owner());
    assertEquals(ClientBuilder.ID, receiver.audience());
  }

  @Test
  void allowsReadScopeOnlyToRead() {
    var exchange = by(aCaller().withScope(StreamOwnerEligibilityCheck.READ).build());

    assertEquals(anAgentRef(), CallingStreamReceiver.requireReader(exchange).owner());
    refuses(exchange);
  }

  @Test
  void rejectsTokenWithoutScope() {
    refuses(by(aCaller().withScope("documents.read").build()));
  }

  @Test
  void rejectsUserTokenDespiteScope() {
    refuses(by(aCaller().as(aUserRef()).withScope(StreamOwnerEligibilityCheck.MANAGE).build()));
  }

  @Test
  void rejectsDelegatedTokenDespiteScope() {
    refuses(
        by(aCaller().actedBy(anAgentRef()).withScope(StreamOwnerEligibilityCheck.MANAGE).build()));
  }

  @Test
  void acceptsApiKeyWithSettingsPermission() {
    Caller key = aCaller().apiKey().build();

    refuses("permission_denied", by(key));
    assertEquals(
        key.subject().id(),
        CallingStreamReceiver.requireManager(by(key).withPermissions("settings.manage"))
            .audience());
  }

  private static FakeHttpExchange by(Caller caller) {
    return FakeHttpExchange.get(ACME, "/ssf/stream").withCaller(caller);
  }

  private static void refuses(FakeHttpExchange exchange) {
    refuses("insufficient_scope", exchange);
  }

  private static void refuses(String code, FakeHttpExchange exchange) {
    var refusal =
        assertThrows(ApiException.class, () -> CallingStreamReceiver.requireManager(exchange));
    assertEquals(403, refusal.status());
    assertEquals(code, refusal.code());
  }
}
