/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.agents.aauthperson.revocation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.lumoauth.testkit.builder.TestBuilders.aTenant;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.charset.StandardCharsets;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.lumoauth.agents.aauthperson.PersonServerSettings;
import org.lumoauth.agents.aauthperson.signature.AAuthServerMetadataClient;
import org.lumoauth.agents.aauthperson.signature.SignedHttpClient;
import org.lumoauth.api.key.RawSigningKeyProvider;
import org.lumoauth.api.outbound.OutboundException;
import org.lumoauth.api.outbound.OutboundRequest;
import org.lumoauth.api.outbound.OutboundResponse;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.platform.httpsignatures.JcaSigningKey;
import org.lumoauth.platform.httpsignatures.SignatureAlgorithm;
import org.lumoauth.platform.persistence.testkit.DatabaseTest;
import org.lumoauth.platform.persistence.testkit.TestDatabase;
import org.lumoauth.testkit.fake.FakeAuditLog;
import org.lumoauth.testkit.fake.FakeTenantRegistry;

class RevocationNotificationSenderTest {

  private static final TenantContext ACME = aTenant().build();
  private static final String RESOURCE = "https://r.example";

  private final List<OutboundRequest> sent = new ArrayList<>();
  private final FakeAuditLog audit = new FakeAuditLog();
  private final Map<String, Object> document = new HashMap<>();
  private Instant now = Instant.now().truncatedTo(ChronoUnit.MICROS);
  private int status = 200;
  private String body = "";
  private RevocationNotificationStore deliveries;
  private RevocationNotificationSender telling;

  @DatabaseTest
  void sendsASignedRevocationNotice(TestDatabase database) throws Exception {
    open(database);
    add(now.plusSeconds(600));
    work();

    OutboundRequest request = sent.get(0);
    assertEquals(RESOURCE + "/revoke", request.uri().toString());
    JsonNode said = new ObjectMapper().readTree(request.body().orElseThrow());
    assertEquals("aap_1", said.path("jti").asText());
    assertEquals(now.plusSeconds(600).getEpochSecond(), said.path("exp").asLong());
    assertEquals(2, said.size());
    assertEquals(
        "sig=jwks_uri;id=\"" + ACME.issuer() + "\";dwk=\"aauth-person.json\";kid=\"k1\"",
        request.headers().get("signature-key"));
    assertTrue(
        request
            .headers()
            .get("signature-input")
            .startsWith(
                "sig=(\"@method\" \"@authority\" \"@path\" \"signature-key\" \"content-digest\""
                    + " \"content-type\");created="));
    assertEquals(RevocationNotification.RECORDED, outcome());
    assertEquals(List.of(), deliveries.findDue(now.plus(Duration.ofMinutes(9)), 9));
  }

  @DatabaseTest
  void triesAgainUntilItIsTaken(TestDatabase database) throws Exception {
    open(database);
    add(now.plusSeconds(3600));
    status = 503;
    work();
    assertEquals(RevocationNotification.UNAVAILABLE, outcome());
    work();
    assertEquals(1, sent.size(), "not at once");

    now = now.plusSeconds(11);
    status = 200;
    body = "{\"downstream\":[]}";
    work();

    assertEquals(2, sent.size());
    assertEquals(RevocationNotification.RECORDED, outcome());
    assertTrue(audit.of(ACME.id()).isEmpty(), "it was told in the end");
  }

  /** What takes a restart is only the row: another object over the same tables goes on. */
  @DatabaseTest
  void goesOnAfterARestart(TestDatabase database) throws Exception {
    open(database);
    add(now.plusSeconds(3600));
    open(database);
    work();

    assertEquals(RevocationNotification.RECORDED, outcome());
  }

  @DatabaseTest
  void stopsWhenTheTokenWouldHaveEndedAndSaysSo(TestDatabase database) throws Exception {
    open(database);
    add(now.plusSeconds(60));
    status = 500;
    for (int seconds = 0; seconds < 120; seconds += 5) {
      work();
      now = now.plusSeconds(5);
    }

    assertEquals(3, sent.size(), "at once, after 10 and after 40 seconds");
    assertEquals("aauth_person.revocation.not_told", audit.last(ACME.id()).event().action());
  }

  @DatabaseTest
  void doesNotRetryRecipientsWithoutARevocationEndpoint(TestDatabase database) throws Exception {
    open(database);
    document.remove("revocation_endpoint");
    add(now.plusSeconds(3600));
    work();

    assertEquals(List.of(), sent);
    assertEquals(RevocationNotification.UNSUPPORTED, outcome());
    assertEquals(List.of(), deliveries.findDue(now.plus(Duration.ofMinutes(50)), 9));
    assertEquals("aauth_person.revocation.not_told", audit.last(ACME.id()).event().action());
  }

  @DatabaseTest
  void believesWhoSaysThatItTakesNoneOfThisServer(TestDatabase database) throws Exception {
    open(database);
    add(now.plusSeconds(3600));
    status = 403;
    body = "{\"error\":\"unsupported_iss\"}";
    work();

    assertEquals(RevocationNotification.UNSUPPORTED, outcome());
  }

  @DatabaseTest
  void takesAnAnswerForNothingThatIsNone(TestDatabase database) throws Exception {
    open(database);
    add(now.plusSeconds(3600));
    body = "<html>";
    work();

    assertEquals(RevocationNotification.UNAVAILABLE, outcome());
  }

  @DatabaseTest
  void takesNoAnswerThatParsersReadDifferently(TestDatabase database) throws Exception {
    open(database);
    for (String malformed :
        List.of("{\"a\":1,\"a\":2}", "{\"a\":\"\\ud800\"}", "{} {}", "\uFEFF{}", "[]")) {
      body = malformed;
      add(now.plusSeconds(3600));
      work();

      assertEquals(RevocationNotification.UNAVAILABLE, outcome(), malformed);
    }
  }

  @DatabaseTest
  void sendsANoticeFromOnlyOneNode(TestDatabase database) throws Exception {
    open(database);
    add(now.plusSeconds(3600));
    List<RevocationNotification> seenByBoth = telling.findDue(9);
    telling.attempt(seenByBoth.get(0));
    telling.attempt(seenByBoth.get(0));

    assertEquals(1, sent.size());
  }

  private void open(TestDatabase database) throws Exception {
    document.put("issuer", RESOURCE);
    document.put("revocation_endpoint", RESOURCE + "/revoke");
    deliveries =
        new RevocationNotificationStore(
            database.open(TestDatabase.tablesOf(PersonServerSettings.class)));
    telling =
        new RevocationNotificationSender(
            deliveries,
            new FakeTenantRegistry().with(ACME),
            new AAuthServerMetadataClient(this::send),
            new SignedHttpClient(this::send, signing()),
            audit,
            () -> now);
  }

  private OutboundResponse send(OutboundRequest request) throws OutboundException {
    if (request.method().equals("GET")) {
      String text =
          document.entrySet().stream()
              .map(each -> "\"" + each.getKey() + "\":\"" + each.getValue() + "\"")
              .reduce((one, other) -> one + "," + other)
              .orElse("");
      return new OutboundResponse(
          200, Map.of(), ("{" + text + "}").getBytes(StandardCharsets.UTF_8));
    }
    sent.add(request);
    return new OutboundResponse(status, Map.of(), body.getBytes(StandardCharsets.UTF_8));
  }

  private static RawSigningKeyProvider signing() throws Exception {
    KeyPair pair = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
    var key = new JcaSigningKey(SignatureAlgorithm.ED25519, pair.getPrivate(), Optional.empty());
    return (tenant, algorithm) ->
        new RawSigningKeyProvider.MessageSigningKey() {
          @Override
          public String kid() {
            return "k1";
          }

          @Override
          public byte[] sign(byte[] message) {
            return key.sign(message);
          }
        };
  }

  private void add(Instant expiresAt) {
    deliveries.add(
        new RevocationNotification(
            ACME.id(),
            "key",
            RESOURCE,
            "aauth-resource.json",
            "aauth-person.json",
            "aap_1",
            "cause",
            0,
            now,
            "",
            expiresAt));
  }

  private void work() {
    telling.findDue(9).forEach(telling::attempt);
  }

  private String outcome() {
    return deliveries.listByCause(ACME.id(), "cause").get(0).outcome();
  }
}
