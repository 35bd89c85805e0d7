/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.itests.browser;

import java.util.List;
import java.util.Map;

/** The start pages of the server and of a tenant. */
final class StartPageSamples {
  private final PageSamples all;

  StartPageSamples(PageSamples all) {
    this.all = all;
  }

  void add() {
    all.add(
        "start",
        "start",
        "version",
        "0.1.0-SNAPSHOT",
        "ready",
        true,
        "api",
        "/api/v1/openapi.json",
        "health",
        "/system/health/ready");
    all.add(
        "start-unready",
        "start",
        "version",
        "0.1.0-SNAPSHOT",
        "ready",
        false,
        "api",
        "/api/v1/openapi.json",
        "health",
        "/system/health/ready");
    all.add(
        "start-tenant",
        "start-tenant",
        "version",
        "0.1.0-SNAPSHOT",
        "ready",
        true,
        "api",
        "/api/v1/openapi.json",
        "links",
        List.of(
            link("login", "flow.start", "lock", true),
            link("account", "account.start", "user", false),
            link("approvals", "approvals.start", "check", false)));
    all.add(
        "start-tenant-bare",
        "start-tenant",
        "api",
        "/api/v1/openapi.json",
        "links",
        List.of(),
        "ready",
        false);
  }

  private static Map<String, Object> link(
      String path, String message, String icon, boolean primary) {
    return Map.of("href", "/t/acme/" + path, "message", message, "icon", icon, "primary", primary);
  }
}
