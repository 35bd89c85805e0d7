/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.agents.mcp.server;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Rates the protection of a server by its registration.
 *
 * @param level {@code strong} if every check passes, {@code weak} if one fails, otherwise {@code
 *     attention}
 * @param checks the checks
 */
public record McpServerSecurityPosture(String level, List<SecurityPostureCheck> checks) {

  private static final Duration SHORT = Duration.ofHours(1);
  private static final Duration LONG = Duration.ofHours(8);

  /**
   * One check.
   *
   * @param id the id of the check
   * @param label the display name
   * @param status {@code pass}, {@code warn} or {@code fail}
   * @param detail the finding
   * @param fix the remedy
   */
  public record SecurityPostureCheck(
      String id, String label, String status, Optional<String> detail, Optional<String> fix) {}

  private static final String PASS = "pass";
  private static final String WARN = "warn";
  private static final String FAIL = "fail";

  /**
   * Checks a server; checks about tokens are omitted if it does not require them.
   *
   * @param tools the number of known tools
   * @param unknown the allowed clients that do not exist
   */
  public static McpServerSecurityPosture of(McpServerSpec spec, int tools, List<String> unknown) {
    List<SecurityPostureCheck> checks = new ArrayList<>();
    checks.add(
        check(
            "authorization",
            "Tokens are required",
            spec.usesOAuth() ? PASS : FAIL,
            "Any client can use this server without authorization.",
            "Set `auth_mode` to oauth."));
    checks.add(
        check(
            "transport",
            "Reached over TLS",
            spec.resourceUri().startsWith("https://") ? PASS : WARN,
            "The server uses a loopback address without TLS.",
            "Register an https:// address before other people use the server."));
    if (spec.usesOAuth()) {
      tokens(spec, checks);
      checks.add(clients(spec, unknown));
    }
    checks.add(
        check(
            "tools",
            "Tools are known",
            tools > 0 ? PASS : WARN,
            "A grant of the whole server covers any tool name.",
            "Import the result of tools/list (PUT .../tools)."));
    return new McpServerSecurityPosture(level(checks), List.copyOf(checks));
  }

  /** Returns the number of passed checks. */
  public long countPassed() {
    return checks.stream().filter(check -> check.status().equals(PASS)).count();
  }

  /** Returns the display name of the level. */
  public String label() {
    return switch (level) {
      case "strong" -> "Strong";
      case "weak" -> "Weak";
      default -> "Needs attention";
    };
  }

  private static void tokens(McpServerSpec spec, List<SecurityPostureCheck> checks) {
    checks.add(
        check(
            "pkce",
            "PKCE is required",
            spec.requirePkce() ? PASS : FAIL,
            "A client can get authorization codes without PKCE.",
            "Set `require_pkce` to true."));
    checks.add(
        check(
            "resource",
            "The resource is required in token requests",
            spec.requireResourceParam() ? PASS : WARN,
            "A token request can omit the resource.",
            "Set `require_resource_param` to true."));
    checks.add(
        check(
            "token_lifetime",
            "Tokens are short-lived",
            lifetime(spec.tokenLifetime()),
            "Tokens are valid for " + spec.tokenLifetime().toSeconds() + " seconds.",
            "Set `token_lifetime` to 3600 or less."));
    checks.add(
        check(
            "dpop",
            "Tokens are bound to a key",
            spec.requireDpop() ? PASS : WARN,
            "A stolen token can be used by any party.",
            "Set `require_dpop` to true when all clients support it."));
    checks.add(
        check(
            "scopes",
            "Scopes are defined",
            spec.scopes().isEmpty() ? WARN : PASS,
            "Clients cannot request limited access.",
            "Set `scopes_supported`."));
  }

  /**
   * Checks the allowed clients. A misspelled client id gets no tokens, and the id of a deleted
   * client could be registered again by another party.
   */
  private static SecurityPostureCheck clients(McpServerSpec spec, List<String> unknown) {
    return unknown.isEmpty()
        ? check(
            "clients",
            "Clients are restricted",
            spec.allowedClientIds().isEmpty() ? WARN : PASS,
            "Any client can request tokens.",
            "Set `allowed_client_ids`, unless the server is public.")
        : check(
            "clients",
            "Clients are restricted",
            FAIL,
            "Unknown client ids: " + String.join(", ", unknown) + ".",
            "Correct or remove them in `allowed_client_ids`.");
  }

  private static String lifetime(Duration lifetime) {
    if (lifetime.compareTo(SHORT) <= 0) {
      return PASS;
    }
    return lifetime.compareTo(LONG) <= 0 ? WARN : FAIL;
  }

  private static SecurityPostureCheck check(
      String id, String label, String status, String detail, String fix) {
    boolean fine = status.equals(PASS);
    return new SecurityPostureCheck(
        id,
        label,
        status,
        fine ? Optional.empty() : Optional.of(detail),
        fine ? Optional.empty() : Optional.of(fix));
  }

  private static String level(List<SecurityPostureCheck> checks) {
    if (checks.stream().anyMatch(check -> check.status().equals(FAIL))) {
      return "weak";
    }
    return checks.stream().allMatch(check -> check.status().equals(PASS)) ? "strong" : "attention";
  }
}
