/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.directory.rest.user;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.lumoauth.platform.directory.DirectoryFixture.ACME;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.lumoauth.api.web.ApiException;
import org.lumoauth.platform.persistence.testkit.DatabaseTest;
import org.lumoauth.platform.persistence.testkit.TestDatabase;

/** Names and addresses of users. */
class UserProfileFieldsTest extends UsersResourceTestBase {
  @DatabaseTest
  void derivesFullNameFromParts(TestDatabase database) {
    var rest = new Rest(database);
    var parts =
        Map.<String, Object>of(
            "email", "ada@x.example", "givenName", "Ada", "familyName", "Lovelace");

    var user = shown(rest.users.create(rest.admin(), parts));

    assertEquals("Ada Lovelace", user.name());
  }

  @DatabaseTest
  void updatesDerivedFullName(TestDatabase database) {
    var rest = new Rest(database);
    var parts = Map.<String, Object>of("email", "ada@x.example", "givenName", "Ada");
    rest.users.create(rest.admin(), parts);

    var user =
        shown(rest.users.patch(rest.admin(), "ada@x.example", Map.of("familyName", "Lovelace")));

    assertEquals("Ada Lovelace", user.name());
  }

  @DatabaseTest
  void storesAddress(TestDatabase database) {
    var rest = new Rest(database);
    var home =
        Map.<String, Object>of(
            "streetAddress", "12 Square\r\nFlat 2", "postalCode", "SW1Y 4JH", "country", "UK");
    rest.users.create(rest.admin(), Map.of("email", "alice@x.example", "address", home));

    var user = shown(rest.users.patch(rest.admin(), "alice@x.example", Map.of("name", "Alice")));

    assertEquals(
        Map.of("streetAddress", "12 Square\nFlat 2", "postalCode", "SW1Y 4JH", "country", "UK"),
        user.address());
  }

  @DatabaseTest
  void clearsAnAddress(TestDatabase database) {
    var rest = new Rest(database);
    var home = Map.<String, Object>of("locality", "London");
    rest.users.create(rest.admin(), Map.of("email", "alice@x.example", "address", home));
    var body = new HashMap<String, Object>();
    body.put("address", null);

    assertNull(shown(rest.users.patch(rest.admin(), "alice@x.example", body)).address());
  }

  @DatabaseTest
  void rejectsInvalidAddress(TestDatabase database) {
    var rest = new Rest(database);
    for (Object wrong :
        List.of(
            "London",
            Map.of("city", "London"),
            Map.of("locality", 12),
            Map.of("locality", "two\nlines"),
            Map.of("streetAddress", "a\u0000b"),
            Map.of("formatted", "x".repeat(501)))) {
      var body = Map.of("email", "alice@x.example", "address", wrong);

      var refusal = assertThrows(ApiException.class, () -> rest.users.create(rest.admin(), body));

      assertEquals(422, refusal.status(), wrong.toString());
    }
  }

  @DatabaseTest
  void storesLocalizedNames(TestDatabase database) {
    var rest = new Rest(database);
    var body =
        Map.<String, Object>of(
            "email",
            "alice@x.example",
            "localized",
            Map.of("JA-kana-jp", Map.of("familyName", "リデル"), "el", Map.of("givenName", "Αλίκη")));
    var id = shown(rest.users.create(rest.admin(), body)).id();

    var user = shown(rest.users.patch(rest.admin(), id, Map.of("name", "Alice")));

    assertEquals(
        Map.of("ja-Kana-JP", Map.of("familyName", "リデル"), "el", Map.of("givenName", "Αλίκη")),
        user.localized());
    var claims = rest.directory.directory.standardClaims(ACME, id);
    assertEquals("リデル", claims.get("family_name#ja-Kana-JP"));
    assertEquals("Αλίκη", claims.get("given_name#el"));
  }

  @DatabaseTest
  void rejectsInvalidLocalizedNames(TestDatabase database) {
    var rest = new Rest(database);
    var names = Map.of("name", "Alice");
    var tooMany = new HashMap<String, Object>();
    for (char letter = 'a'; letter < 'a' + 21; letter++) {
      tooMany.put("x-" + letter, names);
    }
    for (Object wrong :
        List.of(
            "ja",
            Map.of("ja", "Alice"),
            Map.of("ja", Map.of()),
            Map.of("ja", Map.of("email", "a@x.example")),
            Map.of("ja", Map.of("name", "a\u0000b")),
            Map.of("ja#de", names),
            Map.of("", names),
            Map.of("ja-JP", names, "ja-jp", names),
            tooMany)) {
      var body = Map.of("email", "alice@x.example", "localized", wrong);

      var refusal = assertThrows(ApiException.class, () -> rest.users.create(rest.admin(), body));

      assertEquals(422, refusal.status(), wrong.toString());
    }
  }

  @DatabaseTest
  void marksChangedEmailAsUnverified(TestDatabase database) {
    var rest = new Rest(database);
    var alice = rest.directory.user("alice@x.example");
    rest.users.markVerified(rest.admin(), alice.id());

    var body = Map.<String, Object>of("email", "alice@y.example");

    assertFalse(shown(rest.users.patch(rest.admin(), alice.id(), body)).emailVerified());
  }

  @DatabaseTest
  void rejectsScriptUrlAsPicture(TestDatabase database) {
    var rest = new Rest(database);
    var body = Map.<String, Object>of("email", "alice@x.example", "picture", "javascript:alert(1)");

    assertThrows(ApiException.class, () -> rest.users.create(rest.admin(), body));
  }
}
