package org.lumoauth.agents.mcp.server;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * How well a server is protected by what is registered of it.
 *
 * @param level {@code strong} if nothing is left to do, {@code weak} if something fails, else
 *     {@code attention}
 * @param checks what was looked at
 */
public record SecurityPosture(String level, List<SecurityPostureCheck> checks) {

  private static final Duration SHORT = Duration.ofHours(1);
  private static final Duration LONG = Duration.ofHours(8);

  /**
   * One check.
   *
   * @param id which
   * @param label in words
   * @param status {@code pass}, {@code warn} or {@code fail}
   * @param detail what was found
   * @param fix what to do about it
   */
  public record SecurityPostureCheck(
      String id, String label, String status, Optional<String> detail, Optional<String> fix) {}

  private static final String PASS = "pass";
  private static final String WARN = "warn";
  private static final String FAIL = "fail";

  /**
   * Looks at a server; what only counts for one that takes tokens is left out for others.
   *
   * @param tools how many are known
   * @param unknown those of the clients that it names that there are not here
   */
  public static SecurityPosture of(McpServerSpec spec, int tools, List<String> unknown) {
    List<SecurityPostureCheck> checks = new ArrayList<>();
    checks.add(
        check(
            "authorization",
            "Tokens are required",
            spec.usesOAuth() ? PASS : FAIL,
            "Anybody may use this server.",
            "Set auth_mode to oauth."));
    checks.add(
        check(
            "transport",
            "Reached over TLS",
            spec.resourceUri().startsWith("https://") ? PASS : WARN,
            "The server is on a loopback address without TLS.",
            "Register it under an https:// address before others use it."));
    if (spec.usesOAuth()) {
      tokens(spec, checks);
      checks.add(clients(spec, unknown));
    }
    checks.add(
        check(
            "tools",
            "Tools are known",
            tools > 0 ? PASS : WARN,
            "A grant of the whole server covers any name of a tool.",
            "Import the result of tools/list (PUT .../tools)."));
    return new SecurityPosture(level(checks), List.copyOf(checks));
  }

  /** How many checks pass. */
  public long countPassed() {
    return checks.stream().filter(check -> check.status().equals(PASS)).count();
  }

  /** The level in words. */
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
            "A client that need not use PKCE may get codes without it.",
            "Set require_pkce to true."));
    checks.add(
        check(
            "resource",
            "The resource is named in token requests",
            spec.requireResourceParam() ? PASS : WARN,
            "A token request may leave the resource out.",
            "Set require_resource_param to true."));
    checks.add(
        check(
            "token_lifetime",
            "Tokens are short-lived",
            lifetime(spec.tokenLifetime()),
            "Tokens live " + spec.tokenLifetime().toSeconds() + " seconds.",
            "Set token_lifetime to 3600 or less."));
    checks.add(
        check(
            "dpop",
            "Tokens are bound to a key",
            spec.requireDpop() ? PASS : WARN,
            "Whoever has a token may use it.",
            "Set require_dpop to true when all clients can."));
    checks.add(
        check(
            "scopes",
            "Scopes are defined",
            spec.scopes().isEmpty() ? WARN : PASS,
            "Clients can't ask for less than everything.",
            "List scopes_supported."));
  }

  /** One that is misspelt gets no tokens, and one that was removed may be somebody else's later. */
  private static SecurityPostureCheck clients(McpServerSpec spec, List<String> unknown) {
    return unknown.isEmpty()
        ? check(
            "clients",
            "Clients are named",
            spec.allowedClientIds().isEmpty() ? WARN : PASS,
            "Any client may ask people for tokens.",
            "List allowed_client_ids, unless the server is for everybody.")
        : check(
            "clients",
            "Clients are named",
            FAIL,
            "There is no client here with the id " + String.join(", ", unknown) + ".",
            "Take it out of allowed_client_ids, or correct it.");
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
