/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.testkit.contract;

import java.util.List;
import java.util.Locale;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.testkit.builder.TestBuilders;

/** Attacker input for identifiers. */
public final class HostileIdentifiers {

  private HostileIdentifiers() {}

  public static List<String> identifiers() {
    return List.of(
        "",
        " ",
        "\0",
        "*",
        "%",
        "../..",
        "' OR '1'='1",
        "x".repeat(10_000),
        "\uD800",
        "\u202E",
        "${jndi:ldap://x}");
  }

  /** Returns texts that only a careless comparison treats as equal to this one. */
  public static List<String> lookalikes(String text) {
    return List.of(
            text.toUpperCase(Locale.ROOT),
            text.toLowerCase(Locale.ROOT),
            text + " ",
            text + "\0",
            text + "%",
            " " + text)
        .stream()
        .filter(other -> !other.equals(text))
        .toList();
  }

  public static TenantContext unknownTenant() {
    return TestBuilders.aTenant("contract-stranger").build();
  }
}
