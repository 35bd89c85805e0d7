package org.lumoauth.agents.aauthperson.revocation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.lumoauth.testkit.builder.Builders.aTenant;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.lumoauth.agents.aauthperson.store.IssuedToken;
import org.lumoauth.agents.aauthperson.store.IssuedTokens;
import org.lumoauth.agents.aauthperson.store.MissionStatus;
import org.lumoauth.agents.aauthperson.store.Origin;
import org.lumoauth.agents.aauthperson.store.Records;
import org.lumoauth.agents.aauthperson.store.RecordsUnit;
import org.lumoauth.agents.aauthperson.token.Revocations;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.platform.persistence.testkit.DatabaseTest;
import org.lumoauth.platform.persistence.testkit.TestDatabase;
import org.lumoauth.testkit.fake.FakeShortLivedStore;

class TakenBackTest {

  private static final TenantContext ACME = aTenant().build();
  private static final String AGENT = "aauth:a@a.example";
  private static final String PS = "https://ps.example";
  private static final String RESOURCE = "https://r.example";
  private static final Instant LATER = Instant.now().plusSeconds(600);
  private static final Duration AT_ONCE = Duration.ZERO;

  private IssuedTokens issued;
  private Deliveries deliveries;
  private Revocations revocations;
  private TakenBack takenBack;
  private final List<Duration> waited = new ArrayList<>();

  @DatabaseTest
  void answersLaterWhileSomebodyIsStillToBeTold(TestDatabase database) {
    open(database);
    given("t1", "aauth-access.json");
    String taken = takenBack.take(ACME, PS, "shown", LATER, Optional.empty());
    assertEquals(Optional.empty(), takenBack.answer(ACME, taken));

    settle(taken, Delivery.RECORDED);

    assertEquals(
        Optional.of(Map.of("downstream", List.of(Map.of("recipient", RESOURCE)))),
        takenBack.answer(ACME, taken));
  }

  @DatabaseTest
  void saysWhoDidNotTakeIt(TestDatabase database) {
    open(database);
    given("t1", "aauth-access.json");
    String taken = takenBack.take(ACME, PS, "shown", LATER, Optional.empty());
    settle(taken, Delivery.UNSUPPORTED);

    assertEquals(
        Optional.of(
            Map.of(
                "downstream",
                List.of(Map.of("recipient", RESOURCE, "error", "revocation_unsupported")))),
        takenBack.answer(ACME, taken));
  }

  /** What an agent got since, by another token of its own, has nothing to do with it. */
  @DatabaseTest
  void endsNothingThatWasGivenSinceWhenItIsSaidAgain(TestDatabase database) throws Exception {
    open(database);
    revocations.taken(ACME, PS, "agent-token", AGENT, LATER.getEpochSecond());
    agentGot("before", Instant.now().minusSeconds(9));
    String taken = takenBack.take(ACME, PS, "agent-token", LATER, Optional.empty());
    agentGot("since", Instant.now().plusMillis(5));
    settle(taken, Delivery.UNSUPPORTED);

    takenBack.take(ACME, PS, "agent-token", LATER, Optional.empty());

    assertEquals(
        List.of("before"),
        deliveries.of(ACME.id(), taken).stream().map(Delivery::tokenId).toList());
    assertEquals(Optional.empty(), takenBack.answer(ACME, taken), "it is told again");
  }

  /** Whether a token was known, and what was given for it, is not an agent provider's to learn. */
  @DatabaseTest
  void answersWhatWasNeverSeenLikeAnythingElse(TestDatabase database) {
    open(database);
    String taken = takenBack.take(ACME, "https://ap.example", "never", LATER, Optional.empty());

    assertEquals(Optional.of(Map.of()), takenBack.answer(ACME, taken));
  }

  @DatabaseTest
  void isAskedAgainByWhoTookItBackAlone(TestDatabase database) {
    open(database);
    String taken = takenBack.take(ACME, PS, "shown", LATER, Optional.empty());

    assertTrue(takenBack.isOf(ACME, PS, taken));
    assertFalse(takenBack.isOf(ACME, "https://else.example", taken));
    assertFalse(takenBack.isOf(aTenant("globex").build(), PS, taken));
    assertFalse(takenBack.isOf(ACME, PS, "else"));
  }

  @DatabaseTest
  void waitsNoLongerThanWhoAsksWould(TestDatabase database) {
    open(database, Duration.ofHours(1));
    given("t1", "aauth-access.json");

    String taken =
        assertTimeoutPreemptively(
            Duration.ofMinutes(1),
            () -> takenBack.take(ACME, PS, "shown", LATER, Optional.of(AT_ONCE)));

    assertEquals(List.of(AT_ONCE), waited);
    assertEquals(Optional.empty(), takenBack.answer(ACME, taken));
  }

  private void open(TestDatabase database) {
    open(database, AT_ONCE);
  }

  private void open(TestDatabase database, Duration hold) {
    var unit = RecordsUnit.on(database.open(RecordsUnit.DEFINITION));
    var store = new FakeShortLivedStore(Instant::now);
    issued = new IssuedTokens(unit);
    deliveries = new Deliveries(unit);
    revocations = new Revocations(store, issued, new MissionStatus(new Records(unit)));
    takenBack =
        new TakenBack(
            revocations,
            new Cascade(issued, deliveries),
            deliveries,
            (open, most) -> waited.add(most),
            store,
            hold);
  }

  private void given(String id, String document) {
    String shown = IssuedToken.key(PS, "shown");
    issued.add(
        ACME.id(),
        new IssuedToken(
            ACME.issuer(),
            id,
            "auth",
            document,
            RESOURCE,
            new Origin("p", AGENT, "", "", shown, "", 0),
            Instant.now(),
            LATER));
  }

  private void agentGot(String id, Instant at) {
    issued.add(
        ACME.id(),
        new IssuedToken(
            ACME.issuer(),
            id,
            "person",
            "aauth-person.json",
            RESOURCE,
            Origin.of("p", AGENT, "u"),
            at,
            LATER));
  }

  private void settle(String taken, String outcome) {
    deliveries.of(ACME.id(), taken).forEach(each -> deliveries.settle(each, outcome, true));
  }
}
