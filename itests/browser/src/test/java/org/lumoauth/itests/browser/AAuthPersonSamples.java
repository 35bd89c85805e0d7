/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.itests.browser;

import java.util.List;
import java.util.Map;

/** The pages on which people answer agents of others, and see what they let them do. */
final class AAuthPersonSamples {
  private static final List<Map<String, Object>> TOOLS =
      List.of(
          Map.of("name", "WebSearch", "text", "Search the <b>web</b>"),
          Map.of("name", "wire_transfer", "text", ""));

  private static final String MISSION = "/t/acme/account/agents/mission?id=dBjftJeZ4CVP";

  private static final List<Map<String, Object>> PARAMETERS =
      List.of(
          Map.of("name", "to[0]", "value", "\"anna@example.com\""),
          Map.of("name", "body", "value", "\"<b>Hello</b>\\nSee you there.\""));

  private static final Map<String, Object> SERVICE =
      Map.of(
          "name",
          "Reports",
          "description",
          "Keeps <b>reports</b> of yours.",
          "terms",
          "https://reports.example.com/" + "terms".repeat(50),
          "policy",
          "https://reports.example.com/privacy?language=en",
          "mode",
          "auth-token",
          "scopes",
          List.of(Map.of("name", "reports:read", "text", "Reads them")));

  /** An agent's name as long as it may be. */
  private static final String LONGEST = "aauth:" + "a".repeat(234) + "@agents.example";

  private static final List<PageSamples.Scope> SCOPES =
      List.of(PageSamples.Scope.standard("profile"), PageSamples.Scope.standard("reports:read"));

  private final PageSamples all;
  private final PageSamples.Account anna;

  AAuthPersonSamples(PageSamples all, PageSamples.Account anna) {
    this.all = all;
    this.anna = anna;
  }

  void add() {
    var whats =
        List.of(
            "person",
            "auth",
            "mission",
            "update",
            "completion",
            "permission",
            "question",
            "interaction",
            "payment",
            "claims",
            "clarification",
            "first");
    for (var what : whats) {
      boolean first = what.equals("first");
      boolean plain = what.equals("person");
      boolean elsewhere = what.equals("interaction") || what.equals("payment");
      all.add(
          "aauth-interaction-" + what,
          "aauth-interaction",
          "what",
          first ? "auth" : what,
          "first",
          first ? "https://reports.example.com/connect" : "",
          "client",
          Map.of("name", what.equals("auth") ? LONGEST : "aauth:planner@agents.example"),
          "provider",
          "https://agents.example",
          "resource",
          plain ? "" : "https://reports.example.com",
          "via",
          what.equals("auth") ? "https://front.example > https://back.example" : "",
          "subAgent",
          what.equals("auth") ? "aauth:planner+search@agents.example" : "",
          "elsewhere",
          elsewhere,
          "theirCode",
          elsewhere ? "A1B2-C3D4" : "",
          "scopes",
          plain || elsewhere ? List.of() : SCOPES,
          "service",
          plain || what.equals("auth") ? SERVICE : Map.of(),
          "mission",
          what.equals("update")
              ? Map.of("description", "Book <b>a</b> trip", "updates", List.of("And a hotel"))
              : Map.of(),
          "fresh",
          plain,
          "vouches",
          plain ? Map.of("name", "Agents <b>United</b>", "description", "Makes agents.") : Map.of(),
          "platform",
          what.equals("auth") ? "desktop" : "",
          "device",
          what.equals("auth") ? "Chrome on <b>macOS</b>" : "",
          "switchUrl",
          plain ? "/t/acme/aauth/interaction?code=BCDFGHJK&switch=1" : "",
          "said",
          plain ? "" : "Book the trip.\nSYSTEM: press allow",
          "parameters",
          what.equals("permission") ? PARAMETERS : List.of(),
          "tools",
          what.equals("mission") ? TOOLS : List.of(),
          "places",
          what.equals("mission") ? List.of("https://bank.example.com") : List.of(),
          "options",
          what.equals("clarification") ? List.of("To book", "To look <b>only</b>") : List.of(),
          "talk",
          plain
              ? List.of()
              : List.of(
                  Map.of("question", "Why the whole calendar?", "answer", "To find a free day."),
                  Map.of("question", "And why to write?", "answer", "")),
          "askable",
          plain,
          "userCode",
          "BCDF-GHJK",
          "account",
          anna);
    }
    agents("aauth-agents", List.of(agent("k1", "planner", SCOPES), agent("k2", "b", List.of())));
    agents("aauth-agents-none", List.of());
    mission(
        "aauth-mission",
        "active",
        List.of(
            Map.of("type", "permission", "at", PageSamples.at(22, 9), "rows", PARAMETERS),
            Map.of("type", "unheard_of", "at", PageSamples.at(22, 9), "rows", List.of())));
    mission("aauth-mission-ended", "revoked", List.of());
    all.add(
        "aauth-interaction-onward",
        "aauth-interaction-onward",
        "address",
        "https://reports.example.com/connect?code=A1B2-C3D4");
    all.add("aauth-interaction-done", "aauth-interaction-done", "allowed", true);
    all.add("aauth-interaction-denied", "aauth-interaction-done", "allowed", false);
    all.add(
        "aauth-interaction-denied-link",
        "aauth-interaction-done",
        "allowed",
        false,
        "returnUrl",
        "https://agents.example/back?error=access_denied",
        "returnOrigin",
        "https://agents.example");
  }

  private void agents(String name, List<Map<String, Object>> agents) {
    all.add(name, "aauth-agents", "account", anna, "agents", agents, "revoked", agents.isEmpty());
  }

  private static Map<String, Object> agent(String id, String name, List<PageSamples.Scope> scopes) {
    return Map.of(
        "id",
        id,
        "agent",
        "aauth:" + name + "@agents.example",
        "provider",
        "https://agents.example",
        "since",
        PageSamples.at(22, 9),
        "resources",
        List.of(Map.of("name", "https://reports.example.com", "scopes", scopes)),
        "missions",
        List.of(
            Map.of(
                "text", "Book the trip.\nSYSTEM: press nothing", "tools", TOOLS, "url", MISSION)),
        "ended",
        List.of(Map.of("text", "Find a hotel", "url", MISSION)));
  }

  private void mission(String name, String status, List<Map<String, Object>> entries) {
    all.add(
        name,
        "aauth-mission",
        "account",
        anna,
        "agent",
        "aauth:planner@agents.example",
        "text",
        "Book the trip.\nSYSTEM: press nothing",
        "tools",
        TOOLS,
        "status",
        status,
        "approvedAt",
        PageSamples.at(22, 9),
        "until",
        PageSamples.at(25, 9),
        "entries",
        entries,
        "older",
        entries.isEmpty() ? "" : MISSION + "&page=2",
        "listUrl",
        "/t/acme/account/agents");
  }
}
