/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.directory.password;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.lumoauth.platform.directory.DirectoryFixture.ACME;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.lumoauth.api.web.ApiException;
import org.lumoauth.platform.directory.DirectoryFixture;
import org.lumoauth.platform.directory.TestServiceLookup;
import org.lumoauth.platform.directory.profile.UserProfile;
import org.lumoauth.testkit.fake.FakeSettingsStore;
import org.lumoauth.testkit.fake.FakeTenantAdminService;

class PasswordPolicyTest {
  private static final UserProfile ALICE =
      UserProfile.of("alice.liddell@wonderland.example", Optional.of("Alice Liddell"), true);

  private final TestServiceLookup neighbours = new TestServiceLookup();
  private final PasswordPolicy policy =
      new PasswordPolicy(new PasswordBlocklist(DirectoryFixture.BLOCKLIST), neighbours, 15);

  private List<PasswordViolation> problems(String password) {
    return policy.problems(ACME, ALICE, password);
  }

  private void letAcmeSet(Object minLength) {
    var settings = new FakeSettingsStore();
    settings.change(ACME, PasswordSettings.SECTION, Map.of("minLength", minLength));
    neighbours.settings = settings;
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "mauve otter lamp",
        "fünfzehn Zeichen",
        "correct horse battery staple",
        "ein Dutzend graue Esel",
        "紫色の洗濯機が静かに歌う朝の歌",
        "kjq8vh2mzt5wcx9b"
      })
  void acceptsLongUncommonPassword(String password) {
    assertEquals(List.of(), problems(password));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "passwordpassword",
        "PasswordPassword",
        "P@ssw0rdP@ssw0rd",
        "password1234567",
        "qwertyuiopasdfgh",
        "administrator2024!",
        "abcdefghijklmnop",
        "123456789012345",
        "iloveyouforever",
        "aaaaaaaaaaaaaaaa",
        "xyxyxyxyxyxyxyxyxy",
        "ｐａｓｓｗｏｒｄｐａｓｓｗｏｒｄ"
      })
  void rejectsCommonPassword(String password) {
    assertEquals(List.of(PasswordViolation.COMMON), problems(password));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "alice.liddell@wonderland.example",
        "AliceLiddell2024",
        "alice.liddell12",
        "liddellwonderland",
        "acmeWonderland!"
      })
  void rejectsPasswordContainingPersonalData(String password) {
    assertEquals(List.of(PasswordViolation.PERSONAL), problems(password));
  }

  @Test
  void rejectsPasswordContainingTenantName() {
    neighbours.tenants = new FakeTenantAdminService("Umbrella Wholesale");

    assertEquals(List.of(PasswordViolation.PERSONAL), problems("umbrellawholesale1"));
  }

  @Test
  void refusesFourteenCharacters() {
    assertEquals(List.of(PasswordViolation.TOO_SHORT), problems("mauve otterlam"));
  }

  @Test
  void countsCodePoints() {
    var animals =
        "\uD83E\uDD8A\uD83D\uDC3C\uD83E\uDD89\uD83D\uDC19\uD83E\uDD94\uD83D\uDC27\uD83E\uDD9D\uD83D\uDC22";

    assertEquals(List.of(PasswordViolation.TOO_SHORT), problems(animals));
  }

  @Test
  void countsLigatureAsOneCharacter() {
    assertEquals(List.of(PasswordViolation.TOO_SHORT), problems("\uFDFA"));
  }

  @Test
  void acceptsLongPassphrase() {
    assertEquals(List.of(), problems("mauve otter lamp ".repeat(60)));
  }

  @Test
  void rejectsPasswordOver1024Characters() {
    assertEquals(List.of(PasswordViolation.TOO_LONG), problems("x".repeat(1025)));
  }

  @Test
  void refusesAControlCharacter() {
    assertEquals(List.of(PasswordViolation.CONTROL_CHARACTER), problems("mauve otter\0 lamp"));
  }

  @Test
  void appliesTenantMinimumLength() {
    letAcmeSet(8);

    assertEquals(List.of(), problems("kjq8vh2m"));
  }

  @Test
  void enforcesMinimumOfEightCharacters() {
    letAcmeSet(1);

    assertEquals(List.of(PasswordViolation.TOO_SHORT), problems("kjq8vh2"));
  }

  @Test
  void reportsEveryViolation() {
    var refusal = assertThrows(ApiException.class, () -> policy.require(ACME, ALICE, "password1"));

    assertEquals(422, refusal.status());
    assertEquals(
        List.of("directory.password.too-short", "directory.password.common"),
        refusal.details().get("problems"));
  }
}
