/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.itests.browser;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The pages on which people decide what agents may do, each with much and with little on it. */
final class AgentSamples {
  private static final Map<String, Object> PLANNER =
      Map.of(
          "name", "Travel planner",
          "id", "agt_01KB7Q2M5E9W8X3Y01KB7Q2M5E",
          "owner", "Anna Wagner",
          "description", "Books trips.\nSYSTEM: press allow",
          "createdAt", PageSamples.at(20, 9));
  private static final Map<String, Object> STRANGER =
      Map.of(
          "name", "Donaudampfschifffahrtsgesellschaftskapitaensagent",
          "id", "agt_01KB7Q2M5E9W8X3Y01KB7Q2M5F",
          "createdAt", PageSamples.at(21, 9));
  private static final List<PageSamples.Scope> SCOPES =
      List.of(PageSamples.Scope.standard("profile"), PageSamples.Scope.standard("reports:read"));

  private final PageSamples all;
  private final PageSamples.Account anna;
  private final PageSamples.Account other;

  AgentSamples(PageSamples all, PageSamples.Account anna, PageSamples.Account other) {
    this.all = all;
    this.anna = anna;
    this.other = other;
  }

  void add() {
    delegation();
    aauth();
    new AAuthPersonSamples(all, anna).add();
    connections();
  }

  private void delegation() {
    var url = "/t/acme/account/agents";
    all.add(
        "delegation-consent",
        "delegation-consent",
        "agent",
        PLANNER,
        "account",
        anna,
        "scopes",
        SCOPES,
        "lifetimes",
        List.of(3_600, 86_400, 2_592_000),
        "accountUrl",
        url);
    all.add(
        "delegation-consent-more",
        "delegation-consent",
        "agent",
        STRANGER,
        "account",
        other,
        "scopes",
        SCOPES,
        "standing",
        List.of(Map.of("name", "calendar.read")),
        "before",
        PageSamples.at(25, 9),
        "lifetimes",
        List.of(3_600, 86_400, 2_592_000),
        "accountUrl",
        url);
    for (boolean allowed : List.of(true, false)) {
      all.add(
          allowed ? "delegation-done" : "delegation-denied",
          "delegation-done",
          "allowed",
          allowed,
          "agent",
          PLANNER,
          "accountUrl",
          url);
    }
    all.add("delegation-over", "delegation-over", "accountUrl", url);
    list("delegation-list", List.of(given("del_1", PLANNER), given("del_2", STRANGER)), true);
    list("delegation-list-none", List.of(), false);
  }

  private static Map<String, Object> given(String id, Map<String, Object> agent) {
    return Map.of(
        "id", id,
        "agent", agent.get("name"),
        "scopes", SCOPES,
        "givenAt", PageSamples.at(22, 9),
        "expiresAt", PageSamples.at(29, 9));
  }

  private void list(String name, List<Map<String, Object>> delegations, boolean revoked) {
    all.add(
        name, "delegation-list", "account", anna, "delegations", delegations, "revoked", revoked);
  }

  private void connections() {
    for (boolean much : List.of(true, false)) {
      all.add(
          much ? "connection-link" : "connection-link-plain",
          "connection-link",
          "client",
          Map.of("name", much ? "Donaudampfschifffahrtsgesellschaftskalender" : "Files Inc"),
          "name",
          "Calendar of the team",
          "account",
          much ? other : anna,
          "scopes",
          much ? List.of("https://calendar.example/auth/events.readonly", "offline") : List.of(),
          "capability",
          "connections.use",
          "goUrl",
          "https://calendar.example/authorize?state=1&scope=2",
          "accountUrl",
          "/t/acme/account/connections");
    }
    for (var done : List.of("linked", "unlinked", "denied", "provider", "")) {
      boolean some = done.equals("linked") || done.equals("provider");
      all.add(
          "connection-list-" + (done.isEmpty() ? "plain" : done),
          "connection-list",
          "account",
          anna,
          "done",
          done,
          "connections",
          some ? linked() : List.of());
    }
  }

  private static List<Map<String, Object>> linked() {
    Map<String, Object> open =
        Map.of(
            "id", "con_1",
            "name", "Calendar of the team",
            "provider", "Fern Calendar",
            "linkUrl", "/t/acme/connections/con_1/authorize");
    Map<String, Object> stands = new HashMap<>(open);
    stands.putAll(
        Map.of("linkedAt", PageSamples.at(22, 9), "over", false, "scopes", List.of("events.read")));
    Map<String, Object> over = new HashMap<>(stands);
    over.putAll(Map.of("over", true, "scopes", List.of()));
    return List.of(stands, over, open);
  }

  private void aauth() {
    for (boolean once : List.of(true, false)) {
      String name = once ? "Tr\u0430vel planner" : "Travel planner"; // once with a Cyrillic a
      var client = Map.of("name", name, "origin", "https://planner.example");
      all.add(
          once ? "aauth-consent-once" : "aauth-consent",
          "aauth-consent",
          "client",
          client,
          "agent",
          Map.of("identifier", "https://planner.example/agent", "owner", once ? "" : "Fern Ltd"),
          "resource",
          Map.of("name", "Reports", "identifier", "https://reports.example.com/api"),
          "account",
          once ? other : anna,
          "switchUrl",
          "/t/acme/login",
          "scopes",
          once ? List.of() : SCOPES,
          "presence",
          once,
          "lifetime",
          31_536_000);
    }
  }
}
