/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.authn.federation.link;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.lumoauth.authn.federation.FederationBundleFixture.ACME;
import static org.lumoauth.authn.federation.FederationBundleFixture.GLOBEX;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import org.lumoauth.authn.federation.FederationBundleFixture;
import org.lumoauth.authn.federation.link.IdentityLinkService.UnlinkResult;
import org.lumoauth.platform.persistence.DuplicateKeyException;
import org.lumoauth.platform.persistence.testkit.DatabaseTest;
import org.lumoauth.platform.persistence.testkit.TestDatabase;

class IdentityLinkStoreTest {

  @DatabaseTest
  void storesIdentityLinks(TestDatabase database) {
    var links = new FederationBundleFixture(database).links;
    var link = link("usr_ada", "google", "https://idp", "Ada");
    links.add(ACME.id(), link);

    assertEquals(Optional.of(link), links.find(ACME.id(), link.id()));
    assertEquals(List.of(link), links.ofUsers(ACME.id(), Set.of("usr_ada", "usr_bob")));
  }

  @DatabaseTest
  void givesAnIdentityToOneUserAlone(TestDatabase database) {
    var links = new FederationBundleFixture(database).links;
    links.add(ACME.id(), link("usr_ada", "google", "https://idp", "x"));

    assertThrows(
        DuplicateKeyException.class,
        () -> links.add(ACME.id(), link("usr_bob", "google", "https://idp", "x")));
  }

  @DatabaseTest
  void comparesSubjectsAndIssuersByteForByte(TestDatabase database) {
    var links = new FederationBundleFixture(database).links;
    links.add(ACME.id(), link("usr_ada", "google", "https://idp", "x"));
    links.add(ACME.id(), link("usr_bob", "google", "https://idp", "X"));
    links.add(ACME.id(), link("usr_bob", "google", "https://IDP", "x"));
    links.add(ACME.id(), link("usr_bob", "other", "https://idp", "x"));

    assertEquals(3, links.ofUsers(ACME.id(), Set.of("usr_bob")).size());
    assertEquals(1, links.ofUsers(ACME.id(), Set.of("usr_ada")).size());
  }

  @DatabaseTest
  void keepsTenantsApart(TestDatabase database) {
    var links = new FederationBundleFixture(database).links;
    var link = link("usr_ada", "google", "https://idp", "x");
    links.add(ACME.id(), link);

    assertEquals(Optional.empty(), links.find(GLOBEX.id(), link.id()));
    assertEquals(List.of(), links.ofUsers(GLOBEX.id(), Set.of("usr_ada")));
    assertFalse(links.remove(GLOBEX.id(), "usr_ada", link.id()));
    assertEquals(0, links.removeOfProvider(GLOBEX.id(), "google"));
  }

  @DatabaseTest
  void removesALinkOfItsUserAlone(TestDatabase database) {
    var links = new FederationBundleFixture(database).links;
    var link = link("usr_ada", "google", "https://idp", "x");
    links.add(ACME.id(), link);

    assertFalse(links.remove(ACME.id(), "usr_bob", link.id()));
    assertTrue(links.remove(ACME.id(), "usr_ada", link.id()));
    assertEquals(Optional.empty(), links.find(ACME.id(), link.id()));
  }

  @DatabaseTest
  void keepsALinkWhereTheOthersAreNotEnough(TestDatabase database) {
    var links = new FederationBundleFixture(database).links;
    var one = link("usr_ada", "google", "https://idp", "x");
    var other = link("usr_ada", "partner", "https://idp", "x");
    links.add(ACME.id(), one);
    links.add(ACME.id(), other);

    assertEquals(UnlinkResult.NONE, links.remove(ACME.id(), "usr_bob", one.id(), rest -> true));
    assertEquals(UnlinkResult.NONE, links.remove(GLOBEX.id(), "usr_ada", one.id(), rest -> true));
    assertEquals(
        UnlinkResult.DONE,
        links.remove(ACME.id(), "usr_ada", one.id(), rest -> rest.equals(List.of(other))));
    assertEquals(
        UnlinkResult.LAST, links.remove(ACME.id(), "usr_ada", other.id(), rest -> !rest.isEmpty()));
    assertEquals(List.of(other), links.ofUsers(ACME.id(), Set.of("usr_ada")));
  }

  @DatabaseTest
  void tellsALinkThatIsGoneFromTheLastOne(TestDatabase database) {
    var links = new FederationBundleFixture(database).links;
    var one = link("usr_ada", "google", "https://idp", "x");
    var other = link("usr_ada", "partner", "https://idp", "x");
    links.add(ACME.id(), one);
    links.add(ACME.id(), other);

    assertEquals(
        UnlinkResult.DONE, links.remove(ACME.id(), "usr_ada", one.id(), rest -> !rest.isEmpty()));
    assertEquals(
        UnlinkResult.NONE, links.remove(ACME.id(), "usr_ada", one.id(), rest -> rest.size() > 1));
  }

  @DatabaseTest
  void leavesOneOfTwoThatAreRemovedAtOnce(TestDatabase database) throws Exception {
    var links = new FederationBundleFixture(database).links;
    var pool = Executors.newFixedThreadPool(2);
    try {
      for (int i = 0; i < 20; i++) {
        var user = "usr_" + i;
        var one = link(user, "google", "https://idp", user);
        var other = link(user, "partner", "https://idp", user);
        links.add(ACME.id(), one);
        links.add(ACME.id(), other);
        var start = new CyclicBarrier(2);
        var both =
            pool.invokeAll(
                List.of(removal(links, user, one, start), removal(links, user, other, start)));

        assertNotEquals(both.get(0).get(), both.get(1).get());
        assertEquals(1, links.ofUsers(ACME.id(), Set.of(user)).size());
      }
    } finally {
      pool.shutdownNow();
    }
  }

  private static Callable<UnlinkResult> removal(
      IdentityLinkStore links, String user, IdentityLink link, CyclicBarrier start) {
    return () -> {
      start.await();
      return links.remove(ACME.id(), user, link.id(), rest -> !rest.isEmpty());
    };
  }

  private static IdentityLink link(String user, String provider, String issuer, String subject) {
    return new IdentityLink(
        IdentityLinkStore.id(provider, issuer, subject),
        user,
        provider,
        issuer,
        subject,
        Optional.of("ada@idp.example"),
        true,
        Instant.ofEpochSecond(1_800_000_000));
  }
}
