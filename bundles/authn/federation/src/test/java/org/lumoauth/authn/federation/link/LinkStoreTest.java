package org.lumoauth.authn.federation.link;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.lumoauth.authn.federation.Room.ACME;
import static org.lumoauth.authn.federation.Room.GLOBEX;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.lumoauth.authn.federation.Room;
import org.lumoauth.platform.persistence.DuplicateKeyException;
import org.lumoauth.platform.persistence.testkit.DatabaseTest;
import org.lumoauth.platform.persistence.testkit.TestDatabase;

class LinkStoreTest {

  @DatabaseTest
  void keepsWhoIsWhom(TestDatabase database) {
    var links = new Room(database).links;
    var link = link("usr_ada", "google", "https://idp", "Ada");
    links.add(ACME.id(), link);

    assertEquals(Optional.of(link), links.find(ACME.id(), link.id()));
    assertEquals(List.of(link), links.ofUsers(ACME.id(), Set.of("usr_ada", "usr_bob")));
  }

  @DatabaseTest
  void givesAnIdentityToOneUserAlone(TestDatabase database) {
    var links = new Room(database).links;
    links.add(ACME.id(), link("usr_ada", "google", "https://idp", "x"));

    assertThrows(
        DuplicateKeyException.class,
        () -> links.add(ACME.id(), link("usr_bob", "google", "https://idp", "x")));
  }

  @DatabaseTest
  void comparesSubjectsAndIssuersByteForByte(TestDatabase database) {
    var links = new Room(database).links;
    links.add(ACME.id(), link("usr_ada", "google", "https://idp", "x"));
    links.add(ACME.id(), link("usr_bob", "google", "https://idp", "X"));
    links.add(ACME.id(), link("usr_bob", "google", "https://IDP", "x"));
    links.add(ACME.id(), link("usr_bob", "other", "https://idp", "x"));

    assertEquals(3, links.ofUsers(ACME.id(), Set.of("usr_bob")).size());
    assertEquals(1, links.ofUsers(ACME.id(), Set.of("usr_ada")).size());
  }

  @DatabaseTest
  void keepsTenantsApart(TestDatabase database) {
    var links = new Room(database).links;
    var link = link("usr_ada", "google", "https://idp", "x");
    links.add(ACME.id(), link);

    assertEquals(Optional.empty(), links.find(GLOBEX.id(), link.id()));
    assertEquals(List.of(), links.ofUsers(GLOBEX.id(), Set.of("usr_ada")));
    assertFalse(links.remove(GLOBEX.id(), "usr_ada", link.id()));
    assertEquals(0, links.removeOfProvider(GLOBEX.id(), "google"));
  }

  @DatabaseTest
  void removesALinkOfItsUserAlone(TestDatabase database) {
    var links = new Room(database).links;
    var link = link("usr_ada", "google", "https://idp", "x");
    links.add(ACME.id(), link);

    assertFalse(links.remove(ACME.id(), "usr_bob", link.id()));
    assertTrue(links.remove(ACME.id(), "usr_ada", link.id()));
    assertEquals(Optional.empty(), links.find(ACME.id(), link.id()));
  }

  private static IdentityLink link(String user, String provider, String issuer, String subject) {
    return new IdentityLink(
        LinkStore.id(provider, issuer, subject),
        user,
        provider,
        issuer,
        subject,
        Optional.of("ada@idp.example"),
        true,
        Instant.ofEpochSecond(1_800_000_000));
  }
}
