/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.web.page;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.lumoauth.testkit.builder.TestBuilders.aRequest;
import static org.lumoauth.testkit.builder.TestBuilders.aTenant;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.lumoauth.api.tenant.TenantContext;

class TenantCookieTest {

  private static final String BASE = "https://id.example.com";
  private static final List<String> KINDS = List.of("login", "known", "register", "social", "link");
  private static final TenantContext ACME = aTenant("acme").build();

  @ParameterizedTest
  @ValueSource(strings = {"login-", "known-", "register-", "social-", "link-", "session-"})
  void hasUniqueNamePerTenant(String beginning) {
    var other = aTenant(beginning + "acme").build();
    var names = new HashSet<String>();

    for (TenantContext tenant : List.of(ACME, other)) {
      names.add(TenantCookie.ofSession(BASE, tenant).cookie().name());
      KINDS.forEach(kind -> names.add(TenantCookie.of(BASE, kind, tenant).cookie().name()));
    }

    assertEquals(2 * (KINDS.size() + 1), names.size());
  }

  @Test
  void readsCookieWithFormerName() {
    var cookie = TenantCookie.of(BASE, "login", ACME);
    var before = aRequest().withCookie("__Host-lumoauth-login-acme", "before");

    assertEquals(Optional.of("before"), cookie.read(before.build()));
    assertEquals(
        Optional.of("now"),
        cookie.read(before.withCookie("__Host-lumoauth-login.acme", "now").build()));
  }

  @Test
  void setsCookieWithCurrentName() {
    var set = TenantCookie.ofSession(BASE, ACME).set("x", Optional.empty());

    assertTrue(set.startsWith("__Host-lumoauth-session.acme=x; "), set);
  }
}
