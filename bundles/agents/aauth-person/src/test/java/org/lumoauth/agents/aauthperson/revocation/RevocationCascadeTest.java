/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.agents.aauthperson.revocation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.lumoauth.testkit.builder.TestBuilders.aTenant;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.lumoauth.agents.aauthperson.PersonServerSettings;
import org.lumoauth.agents.aauthperson.store.IssuedTokenRecord;
import org.lumoauth.agents.aauthperson.store.IssuedTokenRecordStore;
import org.lumoauth.agents.aauthperson.store.TokenOrigin;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.platform.persistence.testkit.DatabaseTest;
import org.lumoauth.platform.persistence.testkit.TestDatabase;

class RevocationCascadeTest {

  private static final TenantContext ACME = aTenant().build();
  private static final TenantContext GLOBEX = aTenant("globex").build();
  private static final String AGENT = "aauth:planner@agents.example";
  private static final String PERSON = "aauth-person.json";
  private static final String ACCESS = "aauth-access.json";
  private static final Instant NOW = Instant.now().truncatedTo(ChronoUnit.MICROS);
  private static final Instant LATER = NOW.plusSeconds(600);

  private IssuedTokenRecordStore issued;
  private RevocationNotificationStore deliveries;
  private RevocationCascade cascade;

  @DatabaseTest
  void tellsTheResourceAndEachAccessServerThatSawIt(TestDatabase database) {
    open(database);
    String key = add("person", PERSON, "https://r.example", TokenOrigin.of("p", AGENT, "u"));
    issued.recordPresentation(ACME.id(), key, "https://as.example", LATER);
    add("auth", PERSON, "https://r.example", new TokenOrigin("p", AGENT, "", "u", key, "", 0));

    cascade.revokeForAgent(ACME, AGENT);

    assertEquals(
        Set.of(
            "person https://r.example aauth-resource.json",
            "person https://as.example aauth-access.json",
            "auth https://r.example aauth-resource.json"),
        told());
  }

  /** Who acted on for the agent, and on for that. */
  @DatabaseTest
  void notifiesRecipientsOfDerivedTokens(TestDatabase database) {
    open(database);
    String own = add("own", PERSON, "https://f.example", TokenOrigin.of("p", AGENT, "u"));
    String front =
        add("front", PERSON, "https://b.example", new TokenOrigin("f", "f", "", "u", "", own, 1));
    add("back", PERSON, "https://l.example", new TokenOrigin("b", "b", "", "u", "", front, 2));
    add("else", PERSON, "https://x.example", TokenOrigin.of("f", "f", "u"));

    cascade.revokeForAgent(ACME, AGENT);

    assertEquals(
        Set.of("https://f.example", "https://b.example", "https://l.example"),
        due().stream().map(RevocationNotification::recipient).collect(Collectors.toSet()));
  }

  @DatabaseTest
  void tellsThoseWhoKnowWhatWasGivenInAMission(TestDatabase database) {
    open(database);
    TokenOrigin within = TokenOrigin.of("p", AGENT, "u").in(Optional.of("trip"));
    String key = add("person", PERSON, "https://r.example", within);
    issued.recordPresentation(ACME.id(), key, "https://as.example", LATER);
    add("front", PERSON, "https://b.example", new TokenOrigin("f", "f", "", "u", "", key, 1));
    add("other", PERSON, "https://r.example", within.in(Optional.of("other")));
    add("none", PERSON, "https://r.example", TokenOrigin.of("p", AGENT, "u"));

    cascade.revokeForMission(GLOBEX, "trip");
    assertEquals(Set.of(), told());
    cascade.revokeForMission(ACME, "trip");

    assertEquals(
        Set.of(
            "person https://r.example aauth-resource.json",
            "person https://as.example aauth-access.json",
            "front https://b.example aauth-resource.json"),
        told());
  }

  @DatabaseTest
  void leavesTheTokensOfAccessServersToThem(TestDatabase database) {
    open(database);
    var theirs =
        new IssuedTokenRecord(
            "https://as.example",
            "t",
            "auth",
            "",
            "https://r.example",
            TokenOrigin.of("p", AGENT, "u"),
            NOW,
            LATER);
    issued.add(ACME.id(), theirs);

    cascade.revokeForAgent(ACME, AGENT);

    assertEquals(Set.of(), told());
  }

  @DatabaseTest
  void endsAsAnAccessServerWhatWasGivenForThePersonToken(TestDatabase database) {
    open(database);
    String shown = IssuedTokenRecord.key("https://ps.example", "shown");
    add("given", ACCESS, "https://r.example", new TokenOrigin("p", AGENT, "", "", shown, "", 0));
    add("other", ACCESS, "https://r.example", new TokenOrigin("p", AGENT, "", "", "else", "", 0));

    cascade.revokeForToken(ACME, shown);

    assertEquals(Set.of("given https://r.example aauth-resource.json"), told());
    assertEquals(ACCESS, due().get(0).signer());
  }

  @DatabaseTest
  void retriesOnlyRecipientsThatDidNotAcceptTheRevocation(TestDatabase database) {
    open(database);
    add("one", PERSON, "https://r.example", TokenOrigin.of("p", AGENT, "u"));
    add("two", PERSON, "https://s.example", TokenOrigin.of("p", AGENT, "u"));
    cascade.revokeForAgent(ACME, AGENT);
    for (RevocationNotification each : due()) {
      boolean taken = each.tokenId().equals("one");
      deliveries.recordOutcome(
          each, taken ? RevocationNotification.RECORDED : RevocationNotification.UNSUPPORTED, true);
    }
    assertEquals(List.of(), due());

    cascade.revokeForAgent(ACME, AGENT);

    assertEquals(List.of("two"), due().stream().map(RevocationNotification::tokenId).toList());
  }

  @DatabaseTest
  void notifiesNeitherOtherTenantsNorRecipientsOfExpiredTokens(TestDatabase database) {
    open(database);
    add("one", PERSON, "https://r.example", TokenOrigin.of("p", AGENT, "u"));

    cascade.revokeForAgent(GLOBEX, AGENT);
    assertEquals(List.of(), due());
    cascade.revokeForAgent(ACME, AGENT);
    assertEquals(List.of(), deliveries.findDue(LATER, 9));
    var eraser = database.eraser(List.of("aap_delivery"));
    eraser.erase(GLOBEX.id());
    assertEquals(1, due().size());
    eraser.erase(ACME.id());
    assertEquals(List.of(), due());
  }

  private void open(TestDatabase database) {
    var unit = database.open(TestDatabase.tablesOf(PersonServerSettings.class));
    issued = new IssuedTokenRecordStore(unit);
    deliveries = new RevocationNotificationStore(unit);
    cascade = new RevocationCascade(issued, deliveries);
  }

  private String add(String id, String document, String audience, TokenOrigin origin) {
    var token =
        new IssuedTokenRecord(ACME.issuer(), id, "person", document, audience, origin, NOW, LATER);
    issued.add(ACME.id(), token);
    return token.key();
  }

  private List<RevocationNotification> due() {
    return deliveries.findDue(LATER.minusSeconds(1), 9);
  }

  private Set<String> told() {
    return due().stream()
        .map(each -> each.tokenId() + " " + each.recipient() + " " + each.document())
        .collect(Collectors.toSet());
  }
}
