/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.agents.aauthperson.revocation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.lumoauth.testkit.builder.TestBuilders.aTenant;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.lumoauth.agents.aauthperson.PersonServerSettings;
import org.lumoauth.agents.aauthperson.store.IssuedTokenRecord;
import org.lumoauth.agents.aauthperson.store.IssuedTokenRecordStore;
import org.lumoauth.agents.aauthperson.store.PersonServerRecordStore;
import org.lumoauth.agents.aauthperson.store.TokenOrigin;
import org.lumoauth.agents.aauthperson.token.RevokedTokenStore;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.platform.persistence.testkit.DatabaseTest;
import org.lumoauth.platform.persistence.testkit.TestDatabase;
import org.lumoauth.testkit.fake.FakeShortLivedRecordStore;

class ForeignTokenRevocationServiceTest {

  private static final TenantContext ACME = aTenant().build();
  private static final String AGENT = "aauth:a@a.example";
  private static final String PS = "https://ps.example";
  private static final String RESOURCE = "https://r.example";
  private static final Instant LATER = Instant.now().plusSeconds(600);
  private static final Duration AT_ONCE = Duration.ZERO;

  private IssuedTokenRecordStore issued;
  private RevocationNotificationStore deliveries;
  private RevokedTokenStore revocations;
  private ForeignTokenRevocationService takenBack;
  private final List<Duration> waited = new ArrayList<>();

  @DatabaseTest
  void defersTheResponseUntilAllRecipientsAreNotified(TestDatabase database) {
    open(database);
    given("t1", "aauth-access.json");
    String taken = takenBack.revoke(ACME, PS, "shown", LATER, Optional.empty());
    assertEquals(Optional.empty(), takenBack.findResult(ACME, taken));

    settle(taken, RevocationNotification.RECORDED);

    assertEquals(
        Optional.of(Map.of("downstream", List.of(Map.of("recipient", RESOURCE)))),
        takenBack.findResult(ACME, taken));
  }

  @DatabaseTest
  void reportsRecipientsThatDidNotAcceptTheRevocation(TestDatabase database) {
    open(database);
    given("t1", "aauth-access.json");
    String taken = takenBack.revoke(ACME, PS, "shown", LATER, Optional.empty());
    settle(taken, RevocationNotification.UNSUPPORTED);

    assertEquals(
        Optional.of(
            Map.of(
                "downstream",
                List.of(Map.of("recipient", RESOURCE, "error", "revocation_unsupported")))),
        takenBack.findResult(ACME, taken));
  }

  /** What an agent got since, by another token of its own, has nothing to do with it. */
  @DatabaseTest
  void keepsLaterTokensOnARepeatedRevocation(TestDatabase database) throws Exception {
    open(database);
    revocations.recordAcceptedToken(ACME, PS, "agent-token", AGENT, LATER.getEpochSecond());
    agentGot("before", Instant.now().minusSeconds(9));
    String taken = takenBack.revoke(ACME, PS, "agent-token", LATER, Optional.empty());
    agentGot("since", Instant.now().plusMillis(5));
    settle(taken, RevocationNotification.UNSUPPORTED);

    takenBack.revoke(ACME, PS, "agent-token", LATER, Optional.empty());

    assertEquals(
        List.of("before"),
        deliveries.listByCause(ACME.id(), taken).stream()
            .map(RevocationNotification::tokenId)
            .toList());
    assertEquals(Optional.empty(), takenBack.findResult(ACME, taken), "the secret is shown again");
  }

  /** Whether a token was known, and what was given for it, is not an agent provider's to learn. */
  @DatabaseTest
  void answersUnknownTokensLikeKnownOnes(TestDatabase database) {
    open(database);
    String taken = takenBack.revoke(ACME, "https://ap.example", "never", LATER, Optional.empty());

    assertEquals(Optional.of(Map.of()), takenBack.findResult(ACME, taken));
  }

  @DatabaseTest
  void isAskedAgainByWhoTookItBackAlone(TestDatabase database) {
    open(database);
    String taken = takenBack.revoke(ACME, PS, "shown", LATER, Optional.empty());

    assertTrue(takenBack.isRevokedBy(ACME, PS, taken));
    assertFalse(takenBack.isRevokedBy(ACME, "https://else.example", taken));
    assertFalse(takenBack.isRevokedBy(aTenant("globex").build(), PS, taken));
    assertFalse(takenBack.isRevokedBy(ACME, PS, "else"));
  }

  @DatabaseTest
  void waitsNoLongerThanWhoAsksWould(TestDatabase database) {
    open(database, Duration.ofHours(1));
    given("t1", "aauth-access.json");

    String taken =
        assertTimeoutPreemptively(
            Duration.ofMinutes(1),
            () -> takenBack.revoke(ACME, PS, "shown", LATER, Optional.of(AT_ONCE)));

    assertEquals(List.of(AT_ONCE), waited);
    assertEquals(Optional.empty(), takenBack.findResult(ACME, taken));
  }

  private void open(TestDatabase database) {
    open(database, AT_ONCE);
  }

  private void open(TestDatabase database, Duration hold) {
    var unit = database.open(TestDatabase.tablesOf(PersonServerSettings.class));
    var store = new FakeShortLivedRecordStore(Instant::now);
    issued = new IssuedTokenRecordStore(unit);
    deliveries = new RevocationNotificationStore(unit);
    revocations = new RevokedTokenStore(store, issued, new PersonServerRecordStore(unit));
    takenBack =
        new ForeignTokenRevocationService(
            revocations,
            new RevocationCascade(issued, deliveries),
            deliveries,
            (open, most) -> waited.add(most),
            store,
            hold);
  }

  private void given(String id, String document) {
    String shown = IssuedTokenRecord.key(PS, "shown");
    issued.add(
        ACME.id(),
        new IssuedTokenRecord(
            ACME.issuer(),
            id,
            "auth",
            document,
            RESOURCE,
            new TokenOrigin("p", AGENT, "", "", shown, "", 0),
            Instant.now(),
            LATER));
  }

  private void agentGot(String id, Instant at) {
    issued.add(
        ACME.id(),
        new IssuedTokenRecord(
            ACME.issuer(),
            id,
            "person",
            "aauth-person.json",
            RESOURCE,
            TokenOrigin.of("p", AGENT, "u"),
            at,
            LATER));
  }

  private void settle(String taken, String outcome) {
    deliveries
        .listByCause(ACME.id(), taken)
        .forEach(each -> deliveries.recordOutcome(each, outcome, true));
  }
}
