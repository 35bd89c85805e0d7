/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.oauth.trustedissuers;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.lumoauth.oauth.trustedissuers.TrustedIssuerBundleFixture.ACME;
import static org.lumoauth.oauth.trustedissuers.TrustedIssuerBundleFixture.ADMIN;
import static org.lumoauth.oauth.trustedissuers.TrustedIssuerBundleFixture.GLOBEX;
import static org.lumoauth.oauth.trustedissuers.TrustedIssuerBundleFixture.settings;
import static org.lumoauth.oauth.trustedissuers.TrustedIssuerBundleFixture.user;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.lumoauth.api.directory.SubjectRef;
import org.lumoauth.api.event.DomainEvent;
import org.lumoauth.api.web.ApiException;
import org.lumoauth.api.web.PageRequest;
import org.lumoauth.platform.persistence.testkit.DatabaseTest;
import org.lumoauth.platform.persistence.testkit.TestDatabase;

class AssertionSubjectMapperTest {

  private static final String IDP = "https://idp.example.com";
  private static final Optional<SubjectRef> ALICE =
      Optional.of(new SubjectRef(SubjectRef.USER, "usr_1"));

  @DatabaseTest
  void findsLinkedUser(TestDatabase database) {
    var room = room(database);
    var issuer = room.issuers.create(ACME, settings(IDP), ADMIN);
    room.links.link(ACME, issuer.id(), "employee-7", "usr_1", ADMIN);

    assertEquals(ALICE, room.mapping.find(ACME, issuer, Map.of("sub", "employee-7")));
    assertEquals(Optional.empty(), room.mapping.find(ACME, issuer, Map.of("sub", "EMPLOYEE-7")));
    assertEquals(Optional.empty(), room.mapping.find(ACME, issuer, Map.of("sub", "employee-7 ")));
    assertEquals(Optional.empty(), room.mapping.find(ACME, issuer, Map.of("sub", "usr_1")));
  }

  @DatabaseTest
  void isolatesLinksOfIssuersAndTenants(TestDatabase database) {
    var room = room(database);
    var issuer = room.issuers.create(ACME, settings(IDP), ADMIN);
    var other = room.issuers.create(ACME, settings("https://other.example"), ADMIN);
    room.links.link(ACME, issuer.id(), "employee-7", "usr_1", ADMIN);

    assertEquals(Optional.empty(), room.mapping.find(ACME, other, Map.of("sub", "employee-7")));
    assertEquals(Optional.empty(), room.mapping.find(GLOBEX, issuer, Map.of("sub", "employee-7")));
  }

  @DatabaseTest
  void findsUserOnlyByIdWithUserIdMapping(TestDatabase database) {
    var room = room(database);
    var issuer = issuer(TrustedIssuerDefinition.USER_ID, List.of(), List.of());

    assertEquals(ALICE, room.mapping.find(ACME, issuer, Map.of("sub", "usr_1")));
    assertEquals(
        Optional.empty(), room.mapping.find(ACME, issuer, Map.of("sub", "alice@example.com")));
    assertEquals(Optional.empty(), room.mapping.find(GLOBEX, issuer, Map.of("sub", "usr_1")));
  }

  @DatabaseTest
  void findsUserByVerifiedEmailInIssuerDomain(TestDatabase database) {
    var room = room(database);
    var issuer = issuer(TrustedIssuerDefinition.EMAIL, List.of("example.com"), List.of());

    assertEquals(ALICE, room.mapping.find(ACME, issuer, mail("alice@example.com", true)));
  }

  @DatabaseTest
  void ignoresEmailNotVerifiedByIssuer(TestDatabase database) {
    var room = room(database);
    var issuer = issuer(TrustedIssuerDefinition.EMAIL, List.of("example.com"), List.of());

    assertEquals(
        Optional.empty(), room.mapping.find(ACME, issuer, mail("alice@example.com", false)));
    assertEquals(
        Optional.empty(), room.mapping.find(ACME, issuer, mail("alice@example.com", "true")));
    assertEquals(
        Optional.empty(),
        room.mapping.find(ACME, issuer, Map.of("sub", "a", "email", "alice@example.com")));
  }

  @DatabaseTest
  void ignoresEmailOutsideIssuerDomains(TestDatabase database) {
    var room = room(database);
    var issuer = issuer(TrustedIssuerDefinition.EMAIL, List.of("other.example"), List.of());

    for (String address :
        List.of("alice@example.com", "alice@example.com@other.example", "other.example", "@")) {
      assertEquals(Optional.empty(), room.mapping.find(ACME, issuer, mail(address, true)), address);
    }
  }

  @DatabaseTest
  void ignoresUserWithUnverifiedEmail(TestDatabase database) {
    var room = room(database);
    var issuer = issuer(TrustedIssuerDefinition.EMAIL, List.of("example.com"), List.of());

    assertEquals(
        Optional.empty(), room.mapping.find(ACME, issuer, mail("mallory@example.com", true)));
  }

  @DatabaseTest
  void findsOnlyUsersAllowedForIssuer(TestDatabase database) {
    var room = room(database);
    var issuer = issuer(TrustedIssuerDefinition.USER_ID, List.of(), List.of("usr_2"));

    assertEquals(Optional.empty(), room.mapping.find(ACME, issuer, Map.of("sub", "usr_1")));
  }

  @DatabaseTest
  void rejectsDuplicateLinkAndUnknownUser(TestDatabase database) {
    var room = room(database);
    var issuer = room.issuers.create(ACME, settings(IDP), ADMIN);
    room.links.link(ACME, issuer.id(), "employee-7", "usr_1", ADMIN);

    assertEquals(
        409, status(() -> room.links.link(ACME, issuer.id(), "employee-7", "usr_2", ADMIN)));
    assertEquals(422, status(() -> room.links.link(ACME, issuer.id(), "x", "usr_9", ADMIN)));
  }

  @DatabaseTest
  void removesLink(TestDatabase database) {
    var room = room(database);
    var issuer = room.issuers.create(ACME, settings(IDP), ADMIN);
    var link = room.links.link(ACME, issuer.id(), "employee-7", "usr_1", ADMIN);
    room.links.unlink(ACME, issuer.id(), link.id(), ADMIN);

    assertEquals(Optional.empty(), room.mapping.find(ACME, issuer, Map.of("sub", "employee-7")));
    assertEquals(404, status(() -> room.links.unlink(ACME, issuer.id(), link.id(), ADMIN)));
    assertEquals("trusted_issuer.subject_unlinked", room.log.last(ACME.id()).event().action());
  }

  @DatabaseTest
  void paginatesLinks(TestDatabase database) {
    var room = room(database);
    var issuer = room.issuers.create(ACME, settings(IDP), ADMIN);
    for (String subject : List.of("c", "a", "b")) {
      room.links.link(ACME, issuer.id(), subject, "usr_1", ADMIN);
    }
    var second =
        room.links.list(
            ACME, issuer.id(), new PageRequest(2, 2, Optional.empty(), Optional.empty(), false));

    assertEquals(3, second.total());
    assertEquals("c", second.items().get(0).subject());
  }

  @DatabaseTest
  void deletesLinksOfDeletedUser(TestDatabase database) {
    var room = room(database);
    var issuer = room.issuers.create(ACME, settings(IDP), ADMIN);
    room.links.link(ACME, issuer.id(), "employee-7", "usr_1", ADMIN);
    room.events.publish(new DomainEvent("subject.deleted", ACME.id(), "usr_1"));

    assertEquals(Optional.empty(), room.linkStore.user(ACME.id(), issuer.id(), "employee-7"));
  }

  private static TrustedIssuerBundleFixture room(TestDatabase database) {
    var room = new TrustedIssuerBundleFixture(database);
    room.users
        .with(ACME, user("usr_1", "alice@example.com", true))
        .with(ACME, user("usr_2", "mallory@example.com", false));
    return room;
  }

  private static RegisteredIssuer issuer(
      String mapping, List<String> domains, List<String> subjects) {
    return new RegisteredIssuer("tis_1", settings(IDP, mapping, domains, subjects), Instant.EPOCH);
  }

  private static Map<String, Object> mail(String address, Object verified) {
    return Map.of("sub", "a", "email", address, "email_verified", verified);
  }

  private static int status(Runnable work) {
    return assertThrows(ApiException.class, work::run).status();
  }
}
