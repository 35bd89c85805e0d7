package org.lumoauth.agents.aauthperson.revocation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.lumoauth.testkit.builder.Builders.aTenant;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.lumoauth.agents.aauthperson.store.IssuedToken;
import org.lumoauth.agents.aauthperson.store.IssuedTokens;
import org.lumoauth.agents.aauthperson.store.Origin;
import org.lumoauth.agents.aauthperson.store.RecordsUnit;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.platform.persistence.testkit.DatabaseTest;
import org.lumoauth.platform.persistence.testkit.TestDatabase;

class CascadeTest {

  private static final TenantContext ACME = aTenant().build();
  private static final TenantContext GLOBEX = aTenant("globex").build();
  private static final String AGENT = "aauth:planner@agents.example";
  private static final String PERSON = "aauth-person.json";
  private static final String ACCESS = "aauth-access.json";
  private static final Instant NOW = Instant.now().truncatedTo(ChronoUnit.MICROS);
  private static final Instant LATER = NOW.plusSeconds(600);

  private IssuedTokens issued;
  private Deliveries deliveries;
  private Cascade cascade;

  @DatabaseTest
  void tellsTheResourceAndEachAccessServerThatSawIt(TestDatabase database) {
    open(database);
    String key = add("person", PERSON, "https://r.example", Origin.of("p", AGENT, "u"));
    issued.shown(ACME.id(), key, "https://as.example", LATER);
    add("auth", PERSON, "https://r.example", new Origin("p", AGENT, "", "u", key, "", 0));

    cascade.agentEnds(ACME, AGENT);

    assertEquals(
        Set.of(
            "person https://r.example aauth-resource.json",
            "person https://as.example aauth-access.json",
            "auth https://r.example aauth-resource.json"),
        told());
  }

  /** Who acted on for the agent, and on for that. */
  @DatabaseTest
  void tellsThoseBelow(TestDatabase database) {
    open(database);
    String own = add("own", PERSON, "https://f.example", Origin.of("p", AGENT, "u"));
    String front =
        add("front", PERSON, "https://b.example", new Origin("f", "f", "", "u", "", own, 1));
    add("back", PERSON, "https://l.example", new Origin("b", "b", "", "u", "", front, 2));
    add("else", PERSON, "https://x.example", Origin.of("f", "f", "u"));

    cascade.agentEnds(ACME, AGENT);

    assertEquals(
        Set.of("https://f.example", "https://b.example", "https://l.example"),
        due().stream().map(Delivery::recipient).collect(Collectors.toSet()));
  }

  @DatabaseTest
  void tellsThoseWhoKnowWhatWasGivenInAMission(TestDatabase database) {
    open(database);
    Origin within = Origin.of("p", AGENT, "u").in(Optional.of("trip"));
    String key = add("person", PERSON, "https://r.example", within);
    issued.shown(ACME.id(), key, "https://as.example", LATER);
    add("front", PERSON, "https://b.example", new Origin("f", "f", "", "u", "", key, 1));
    add("other", PERSON, "https://r.example", within.in(Optional.of("other")));
    add("none", PERSON, "https://r.example", Origin.of("p", AGENT, "u"));

    cascade.missionEnds(GLOBEX, "trip");
    assertEquals(Set.of(), told());
    cascade.missionEnds(ACME, "trip");

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
        new IssuedToken(
            "https://as.example",
            "t",
            "auth",
            "",
            "https://r.example",
            Origin.of("p", AGENT, "u"),
            NOW,
            LATER);
    issued.add(ACME.id(), theirs);

    cascade.agentEnds(ACME, AGENT);

    assertEquals(Set.of(), told());
  }

  @DatabaseTest
  void endsAsAnAccessServerWhatWasGivenForThePersonToken(TestDatabase database) {
    open(database);
    String shown = IssuedToken.key("https://ps.example", "shown");
    add("given", ACCESS, "https://r.example", new Origin("p", AGENT, "", "", shown, "", 0));
    add("other", ACCESS, "https://r.example", new Origin("p", AGENT, "", "", "else", "", 0));

    cascade.tokenEnds(ACME, shown);

    assertEquals(Set.of("given https://r.example aauth-resource.json"), told());
    assertEquals(ACCESS, due().get(0).signer());
  }

  @DatabaseTest
  void tellsThoseAgainWhoDidNotTakeItAndNobodyElse(TestDatabase database) {
    open(database);
    add("one", PERSON, "https://r.example", Origin.of("p", AGENT, "u"));
    add("two", PERSON, "https://s.example", Origin.of("p", AGENT, "u"));
    cascade.agentEnds(ACME, AGENT);
    for (Delivery each : due()) {
      boolean taken = each.tokenId().equals("one");
      deliveries.settle(each, taken ? Delivery.RECORDED : Delivery.UNSUPPORTED, true);
    }
    assertEquals(List.of(), due());

    cascade.agentEnds(ACME, AGENT);

    assertEquals(List.of("two"), due().stream().map(Delivery::tokenId).toList());
  }

  @DatabaseTest
  void tellsNobodyOfAnotherTenantNorOfWhatHasEnded(TestDatabase database) {
    open(database);
    add("one", PERSON, "https://r.example", Origin.of("p", AGENT, "u"));

    cascade.agentEnds(GLOBEX, AGENT);
    assertEquals(List.of(), due());
    cascade.agentEnds(ACME, AGENT);
    assertEquals(List.of(), deliveries.due(LATER, 9));
    deliveries.erase(GLOBEX.id());
    assertEquals(1, due().size());
    deliveries.erase(ACME.id());
    assertEquals(List.of(), due());
  }

  private void open(TestDatabase database) {
    var unit = RecordsUnit.on(database.open(RecordsUnit.DEFINITION));
    issued = new IssuedTokens(unit);
    deliveries = new Deliveries(unit);
    cascade = new Cascade(issued, deliveries);
  }

  private String add(String id, String document, String audience, Origin origin) {
    var token =
        new IssuedToken(ACME.issuer(), id, "person", document, audience, origin, NOW, LATER);
    issued.add(ACME.id(), token);
    return token.key();
  }

  private List<Delivery> due() {
    return deliveries.due(LATER.minusSeconds(1), 9);
  }

  private Set<String> told() {
    return due().stream()
        .map(each -> each.tokenId() + " " + each.recipient() + " " + each.document())
        .collect(Collectors.toSet());
  }
}
