/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.web.routing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class RouteTrieTest {
  private final List<RouteTrie.RouteTrieEntry> entries = new ArrayList<>();

  private RouteTrieTest route(String pattern) {
    return route(pattern, TargetStub.of(pattern));
  }

  private RouteTrieTest route(String pattern, RouteTarget target) {
    entries.add(
        new RouteTrie.RouteTrieEntry(RoutePattern.parse(pattern), target, target.owner().module()));
    return this;
  }

  private RouteTrie.RouteMatch find(String method, String path) {
    boolean tenant = path.startsWith("~");
    List<String> segments =
        List.of(path.replaceFirst("^~?/", "").split("/")).stream()
            .filter(s -> !s.isEmpty())
            .toList();
    return RouteTrie.of(entries).find(tenant, segments, method);
  }

  private String winner(String method, String path) {
    RouteTrie.RouteSlot slot = find(method, path).slot();
    return slot == null ? null : slot.module();
  }

  @Test
  void matchesPathsBelowPrefix() {
    route("~/admin/users");

    assertEquals("~/admin/users", winner("GET", "~/admin/users/usr_1/roles"));
  }

  @Test
  void doesNotMatchPathBesidePrefix() {
    route("~/admin/users");

    assertNull(winner("GET", "~/admin/users2"));
  }

  @Test
  void separatesTenantAndPlatformRoutes() {
    route("~/admin/users");

    assertNull(winner("GET", "/admin/users"));
  }

  @Test
  void prefersTheLongerPrefix() {
    route("~/agents").route("~/agents/me");

    assertEquals("~/agents/me", winner("GET", "~/agents/me"));
  }

  @Test
  void prefersLiteralToWildcard() {
    route("~/users/*").route("~/users/me");

    assertEquals("~/users/me", winner("GET", "~/users/me"));
  }

  @Test
  void fallsBackToWildcardIfLiteralHasNoMatch() {
    route("GET ~/users/me/roles").route("GET ~/users/*/groups");

    assertEquals("GET ~/users/*/groups", winner("GET", "~/users/me/groups"));
  }

  @Test
  void fallsBackToShorterPrefix() {
    route("~/admin").route("POST ~/admin/users/import");

    assertEquals("~/admin", winner("GET", "~/admin/users/usr_1"));
  }

  @Test
  void prefersHandlerRouteOnlyForItsMethod() {
    route("~/agents").route("POST ~/agents/ask");

    assertEquals("POST ~/agents/ask", winner("POST", "~/agents/ask"));
    assertEquals("~/agents", winner("GET", "~/agents/ask"));
  }

  @Test
  void matchesHandlerRouteOnlyOnExactPath() {
    route("POST ~/oauth/token");

    assertNull(winner("POST", "~/oauth/token/x"));
  }

  @Test
  void matchesAnyPathAfterDoubleWildcard() {
    route("GET ~/docs/**");

    assertEquals("GET ~/docs/**", winner("GET", "~/docs/a/b"));
    assertEquals("GET ~/docs/**", winner("GET", "~/docs"));
  }

  @Test
  void matchesHeadIfGetExists() {
    route("GET ~/.well-known/jwks.json");

    assertEquals("GET ~/.well-known/jwks.json", winner("HEAD", "~/.well-known/jwks.json"));
  }

  @Test
  void returnsMethodsOfPath() {
    route("POST ~/oauth/token").route("DELETE ~/oauth/*");

    assertEquals(Set.of("POST", "DELETE"), find("GET", "~/oauth/token").otherMethods());
  }

  @Test
  void ordersTargetsByVersion() {
    TargetStub old = TargetStub.of("m", "1.9.0", 0, 7);
    TargetStub young = TargetStub.of("m", "1.10.0", 0, 3);
    route("~/x", old).route("~/x", young);

    assertEquals(List.of(young, old), find("GET", "~/x").slot().targets());
  }

  @Test
  void ordersTargetsByRankingBeforeVersion() {
    TargetStub ranked = TargetStub.of("m", "1.0.0", 5, 1);
    TargetStub young = TargetStub.of("m", "2.0.0", 0, 2);
    route("~/x", young).route("~/x", ranked);

    assertEquals(List.of(ranked, young), find("GET", "~/x").slot().targets());
  }

  @Test
  void returnsModuleOfUnavailableRoute() {
    entries.add(new RouteTrie.RouteTrieEntry(RoutePattern.parse("~/x"), null, "gone"));

    RouteTrie.RouteSlot slot = find("GET", "~/x").slot();

    assertEquals("gone", slot.module());
    assertTrue(slot.targets().isEmpty());
  }
}
