package org.lumoauth.agents.aauthperson.caller;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.lumoauth.testkit.builder.Builders.aTenant;

import java.io.IOException;
import java.time.InstantSource;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.lumoauth.agents.aauthperson.signature.SignedMessages;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.platform.web.UnprovenRefusals;
import org.lumoauth.platform.web.testkit.FakeExchange;
import org.lumoauth.testkit.fake.FakeAuditLog;
import org.lumoauth.testkit.fake.FakeFailedAttempts;
import org.lumoauth.testkit.fake.FakeShortLivedStore;

/** What a server is told that signs and is refused (sections Verification, Token Revocation). */
class RefusedSignersTest {

  private static final TenantContext ACME = aTenant().build();
  private static final String DOCUMENT = "aauth-agent.json";

  private final FakeAuditLog log = new FakeAuditLog();
  private final FakeFailedAttempts failed = new FakeFailedAttempts();
  private final Answers answers = new Answers(log, new UnprovenRefusals(failed));
  private final SignedMessages messages =
      new SignedMessages(new FakeShortLivedStore(InstantSource.system()));

  /** There is nothing to ask for keys: whoever it is, it is not one of these. */
  @Test
  void tellsAServerThatIsNotTakenHereThatItIsNotTheSignature() throws Exception {
    FakeExchange told = told("https://else.example", DOCUMENT);

    assertEquals(403, told.status());
    assertTrue(told.text().contains("\"unsupported_iss\""), told.text());
    assertNull(told.responseHeader("Signature-Error"));
    assertEquals("aauth_person.request.refused", log.last(ACME.id()).event().action());
    assertEquals(1, failed.failures().size(), "it counts as every refusal that anybody can cause");
  }

  @Test
  void tellsOneThatSpeaksInAnotherRoleThatItsKeyIsNotKnown() throws Exception {
    FakeExchange told = told("https://agents.example", "aauth-access.json");

    assertEquals(401, told.status());
    assertEquals("error=unknown_key", told.responseHeader("Signature-Error"));
  }

  private FakeExchange told(String server, String document) throws IOException {
    var callers = new Callers(messages, null, null, null, null, null);
    FakeExchange exchange =
        FakeExchange.get(ACME, "/aauth-person/revoke/x")
            .withHeader("Signature-Input", "sig=(\"@method\");created=1")
            .withHeader("Signature", "sig=:AAAA:")
            .withHeader(
                "Signature-Key",
                "sig=jwks_uri;id=\"" + server + "\";dwk=\"" + document + "\";kid=\"k1\"");
    answers.to(
        exchange,
        () ->
            callers.server(
                ACME,
                exchange,
                Set.of(DOCUMENT),
                Set.of("https://agents.example"),
                "unsupported_iss"));
    return exchange;
  }
}
