package org.lumoauth.agents.ssf.stream;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.lumoauth.agents.ssf.Room.ACME;
import static org.lumoauth.testkit.builder.Builders.aCaller;
import static org.lumoauth.testkit.builder.Builders.aUserRef;
import static org.lumoauth.testkit.builder.Builders.anAgentRef;

import org.junit.jupiter.api.Test;
import org.lumoauth.api.authn.Caller;
import org.lumoauth.api.web.Problem;
import org.lumoauth.platform.web.testkit.FakeExchange;
import org.lumoauth.testkit.builder.ClientBuilder;

class ReceiverTest {

  @Test
  void isTheClientOfAnAgentThatActsForItself() {
    var receiver = Receiver.manages(by(aCaller().withScope(Owners.MANAGE).build()));

    assertEquals(anAgentRef(), receiver.owner());
    assertEquals(ClientBuilder.ID, receiver.audience());
  }

  @Test
  void letsAReaderSeeAndNothingElse() {
    var exchange = by(aCaller().withScope(Owners.READ).build());

    assertEquals(anAgentRef(), Receiver.reads(exchange).owner());
    refuses(exchange);
  }

  @Test
  void refusesATokenWithoutTheScope() {
    refuses(by(aCaller().withScope("documents.read").build()));
  }

  @Test
  void refusesAUsersTokenThoughItHasTheScope() {
    refuses(by(aCaller().as(aUserRef()).withScope(Owners.MANAGE).build()));
  }

  @Test
  void refusesWhoeverActsForAnotherThoughTheyHaveTheScope() {
    refuses(by(aCaller().actedBy(anAgentRef()).withScope(Owners.MANAGE).build()));
  }

  @Test
  void letsAnApiKeyInThatManagesTheOrganization() {
    Caller key = aCaller().apiKey().build();

    refuses("permission_denied", by(key));
    assertEquals(
        key.subject().id(), Receiver.manages(by(key).allowed("settings.manage")).audience());
  }

  private static FakeExchange by(Caller caller) {
    return FakeExchange.get(ACME, "/ssf/stream").by(caller);
  }

  private static void refuses(FakeExchange exchange) {
    refuses("insufficient_scope", exchange);
  }

  private static void refuses(String code, FakeExchange exchange) {
    var refusal = assertThrows(Problem.class, () -> Receiver.manages(exchange));
    assertEquals(403, refusal.status());
    assertEquals(code, refusal.code());
  }
}
