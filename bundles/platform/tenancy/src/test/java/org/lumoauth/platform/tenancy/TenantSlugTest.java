/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.tenancy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.lumoauth.api.web.ApiException;

class TenantSlugTest {

  @ParameterizedTest
  @ValueSource(strings = {"ab", "acme", "acme-corp", "4you", "a1", "a-b-c"})
  void acceptsDnsLabel(String text) {
    assertEquals(text, TenantSlug.of(text).value());
  }

  @Test
  void acceptsSixtyThreeCharacters() {
    assertEquals(63, TenantSlug.of("a".repeat(63)).value().length());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "a",
        "Acme",
        "ac me",
        "-acme",
        "acme-",
        "ac--me",
        "xn--cme-5cd",
        "ac_me",
        "ac.me",
        "acme/..",
        "acmé",
        "аcme",
        "ac\u0000me",
        "acme\n"
      })
  void rejectsMalformedSlug(String text) {
    assertEquals(422, assertThrows(ApiException.class, () -> TenantSlug.of(text)).status());
  }

  @Test
  void refusesSixtyFourCharacters() {
    assertThrows(ApiException.class, () -> TenantSlug.of("a".repeat(64)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"12345", "2026-11-24"})
  void refusesANameWithoutALetter(String text) {
    assertThrows(ApiException.class, () -> TenantSlug.of(text));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"api", "admin", "orgs", "system", "login", "www", "well-known", "platform"})
  void rejectsReservedNames(String text) {
    assertThrows(ApiException.class, () -> TenantSlug.of(text));
  }

  @ParameterizedTest
  @ValueSource(strings = {"adm1n", "adrnin", "1ogin", "l0gin", "vvvvvv"})
  void rejectsNamesResemblingReservedNames(String text) {
    assertThrows(ApiException.class, () -> TenantSlug.of(text));
  }

  @ParameterizedTest
  @CsvSource({
    "acme,acrne",
    "google,g00gle",
    "paypal,paypa1",
    "intel,lntel",
    "wave,vvave",
    "dog,clog",
    "lime,1ime"
  })
  void mapsConfusableNamesToSameSkeleton(String one, String other) {
    assertEquals(new TenantSlug(one).skeleton(), new TenantSlug(other).skeleton());
  }

  @Test
  void mapsNumberedNamesToDifferentSkeletons() {
    assertNotEquals(new TenantSlug("tenant-10").skeleton(), new TenantSlug("tenant-11").skeleton());
  }

  @Test
  void reportsMalformedSlugAsNotWellFormed() {
    assertFalse(TenantSlug.isWellFormed("Acme"));
  }
}
