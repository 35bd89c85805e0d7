/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.authn.magiclink;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.lumoauth.testkit.builder.TestBuilders.aTenant;
import static org.lumoauth.testkit.builder.TestBuilders.aUser;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.lumoauth.api.key.SecretProtectionService;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.platform.persistence.PersistenceUnitDefinition;
import org.lumoauth.platform.persistence.PersistenceUnitFactory;
import org.lumoauth.platform.persistence.testkit.DatabaseTest;
import org.lumoauth.platform.persistence.testkit.TestDatabase;
import org.lumoauth.platform.store.DatabaseShortLivedRecordStore;
import org.lumoauth.platform.store.RecordJsonCodec;
import org.lumoauth.testkit.fake.FakeSecretProtectionService;

/** Sign-in links in a real database. */
class MagicLinkDatabaseStoreTest {
  private static final TenantContext ACME =
      aTenant("acme").withId("ten_01K9Z3V7Q8J4M2N6P0R5S7T9WA").build();
  private static final TenantContext GLOBEX =
      aTenant("globex").withId("ten_01K9Z3V7Q8J4M2N6P0R5S7T9WB").build();
  private static final int AT_ONCE = 8;

  private final SecretProtectionService vault = new FakeSecretProtectionService();

  @DatabaseTest
  void keepsWhatIsKnownOfALink(TestDatabase database) {
    var tokens = tokens(database.units());
    var wanted = wanted(MagicLinkReturnPath.of(ACME, "/t/acme/account?a=b"));
    var secret = issue(tokens, wanted);

    var link = tokens.find(ACME, ticket(tokens, secret)).orElseThrow();

    assertEquals(aUser().build().email(), link.email());
    assertEquals(wanted.target(), link.target());
    assertEquals(wanted.attempt(), link.attempt());
    assertEquals("192.0.2.7", link.requestedFrom());
    assertTrue(Duration.between(link.requestedAt(), Instant.now()).toMinutes() < 1);
  }

  @DatabaseTest
  void letsOneOfTwoClicksWin(TestDatabase database) throws Exception { // on two servers
    var here = tokens(database.units());
    var there = tokens(database.anotherServer());
    for (int round = 0; round < 5; round++) {
      var ticket = ticket(here, issue(here, wanted(Optional.empty())));

      assertEquals(1, winners(List.of(ticket), here, there));
    }
  }

  @DatabaseTest
  void letsOneOfTwoLinksOfAUserWin(TestDatabase database) throws Exception {
    var here = tokens(database.units());
    var there = tokens(database.anotherServer());
    var one = ticket(here, issue(here, wanted(Optional.empty())));
    var other = ticket(there, issue(there, wanted(Optional.empty())));

    assertEquals(1, winners(List.of(one, other), here, there));
  }

  @DatabaseTest
  void knowsALinkInItsTenantAlone(TestDatabase database) {
    var tokens = tokens(database.units());
    var ticket = ticket(tokens, issue(tokens, wanted(Optional.empty())));

    assertEquals(Optional.empty(), tokens.redeem(GLOBEX, ticket));
    assertTrue(tokens.redeem(ACME, ticket).isPresent());
  }

  @DatabaseTest
  void endsALinkOnEveryServer(TestDatabase database) {
    var here = tokens(database.units());
    var ticket = ticket(here, issue(here, wanted(Optional.empty())));

    tokens(database.anotherServer()).end(ACME, aUser().build().id());

    assertEquals(Optional.empty(), here.find(ACME, ticket));
    assertEquals(Optional.empty(), here.redeem(ACME, ticket));
  }

  @DatabaseTest
  void endsLateTheLinksOfThenAndNoLaterOnes(TestDatabase database) {
    var tokens = tokens(database.units());
    var user = aUser().build().id();
    var ticket = ticket(tokens, issue(tokens, wanted(Optional.empty())));

    tokens.end(ACME, user, Instant.now().minusSeconds(60));
    assertTrue(tokens.find(ACME, ticket).isPresent());

    tokens.end(ACME, user, Instant.now().plusSeconds(60));
    tokens.end(ACME, user, Instant.now().minusSeconds(30)); // goes not back
    assertEquals(Optional.empty(), tokens.find(ACME, ticket));
    assertEquals(Optional.empty(), tokens.redeem(ACME, ticket));
  }

  @DatabaseTest
  void takesNoLinkThatHasExpired(TestDatabase database) {
    var tokens = tokens(database.units());
    var past = Instant.now().minusSeconds(1);
    var secret = tokens.issue(ACME, aUser().build(), wanted(Optional.empty()), past);

    assertFalse(tokens.find(ACME, ticket(tokens, secret)).isPresent());
    assertFalse(tokens.redeem(ACME, ticket(tokens, secret)).isPresent());
  }

  private static long winners(
      List<String> tickets, MagicLinkTokenStore here, MagicLinkTokenStore there) throws Exception {
    var clicks = new ArrayList<Callable<Boolean>>();
    for (int i = 0; i < AT_ONCE; i++) {
      var ticket = tickets.get(i % tickets.size());
      var server = i / 2 % 2 == 0 ? here : there;
      clicks.add(() -> server.redeem(ACME, ticket).isPresent());
    }
    var threads = Executors.newFixedThreadPool(AT_ONCE);
    try {
      long won = 0;
      for (var click : threads.invokeAll(clicks)) {
        won += click.get() ? 1 : 0;
      }
      return won;
    } finally {
      threads.shutdownNow();
    }
  }

  private MagicLinkTokenStore tokens(PersistenceUnitFactory units) {
    var tables =
        units.open(
            new PersistenceUnitDefinition(
                "platform-store",
                DatabaseShortLivedRecordStore.class,
                List.of(),
                "db/platform-store.xml"));
    return new MagicLinkTokenStore(
        new DatabaseShortLivedRecordStore(
            tables, new RecordJsonCodec(), vault, InstantSource.system()),
        vault,
        InstantSource.system());
  }

  private static String issue(MagicLinkTokenStore tokens, MagicLinkRequest wanted) {
    return tokens.issue(ACME, aUser().build(), wanted, Instant.now().plusSeconds(900));
  }

  private static String ticket(MagicLinkTokenStore tokens, String secret) {
    return tokens.ticket(secret).orElseThrow();
  }

  private static MagicLinkRequest wanted(Optional<MagicLinkReturnPath> target) {
    return new MagicLinkRequest(
        aUser().build().id(),
        Optional.of("att_here"),
        Optional.empty(),
        target,
        "192.0.2.7",
        false,
        List.of(),
        Optional.empty());
  }
}
