/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.itests.browser;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The pages on which people answer what a device, an application or an agent asks. */
final class ApprovalSamples {
  private final PageSamples all;

  ApprovalSamples(PageSamples all) {
    this.all = all;
  }

  void add() {
    device();
    ciba();
    approvals();
  }

  private void device() {
    all.add("device-code", "device-code");
    all.add("device-code-wrong", "device-code", "userCode", "WDJB-MJHT", "error", "unknown");
    all.add(
        "device-confirm",
        "device-confirm",
        "client",
        new PageSamples.Client("Fern TV", Optional.empty(), false),
        "userCode",
        "WDJB-MJHT",
        "account",
        PageSamples.ANNA,
        "switchUrl",
        "/t/acme/login",
        "scopes",
        List.of(PageSamples.Scope.standard("profile")),
        "device",
        Map.of(
            "address",
            "2001:db8::8a2e:370:7334",
            "agent",
            "FernTV/4.1",
            "startedAt",
            PageSamples.at(24, 18)),
        "resources",
        List.of("https://tv.fern.example"),
        "offline",
        true,
        "lifetime",
        31_536_000,
        "accountUrl",
        "/t/acme/account");
    all.add("device-done", "device-done", "allowed", true, "client", PageSamples.CALENDAR);
    all.add("device-denied", "device-done", "allowed", false, "client", PageSamples.CALENDAR);
  }

  private void ciba() {
    all.add(
        "ciba-list",
        "ciba-list",
        "account",
        PageSamples.ANNA,
        "requests",
        List.of(
            Map.of(
                "href",
                "/t/acme/ciba/apr_1",
                "client",
                PageSamples.CALENDAR,
                "message",
                "W4SCT",
                "startedAt",
                PageSamples.at(24, 18),
                "expiresAt",
                PageSamples.at(24, 19)),
            Map.of(
                "href",
                "/t/acme/ciba/apr_2",
                "client",
                PageSamples.STRANGE,
                "startedAt",
                PageSamples.at(24, 18),
                "expiresAt",
                PageSamples.at(24, 19))));
    all.add(
        "ciba-list-none",
        "ciba-list",
        "account",
        PageSamples.ANNA,
        "requests",
        List.of(),
        "codeUrl",
        "/t/c");
    all.add(
        "ciba-confirm",
        "ciba-confirm",
        "client",
        PageSamples.CALENDAR,
        "message",
        "Pay 500.00 EUR, invoice 2026/113",
        "account",
        PageSamples.ANNA,
        "scopes",
        List.of(
            PageSamples.Scope.standard("openid"),
            PageSamples.Scope.standard("email"),
            PageSamples.Scope.standard("reports:read")),
        "resources",
        List.of("https://api.fern.example/"),
        "offline",
        true,
        "address",
        "2001:db8::8a2e:370:7334",
        "startedAt",
        PageSamples.at(24, 18),
        "expiresAt",
        PageSamples.at(24, 19));
    all.add(
        "ciba-confirm-strange",
        "ciba-confirm",
        "client",
        PageSamples.STRANGE,
        "account",
        PageSamples.LONG,
        "scopes",
        List.of(PageSamples.Scope.standard("openid")),
        "address",
        "192.0.2.7",
        "startedAt",
        PageSamples.at(24, 18),
        "expiresAt",
        PageSamples.at(24, 19));
    all.add("ciba-done", "ciba-done", "allowed", true, "client", PageSamples.CALENDAR);
    all.add("ciba-denied", "ciba-done", "allowed", false, "client", PageSamples.CALENDAR);
    all.add("ciba-over", "ciba-over", "listUrl", "/t/acme/ciba");
    all.add(
        "ciba-code", "ciba-code", "account", PageSamples.ANNA, "present", false, "error", "unfit");
    all.add(
        "ciba-code-set", "ciba-code", "account", PageSamples.ANNA, "present", true, "done", true);
  }

  private void approvals() {
    Map<String, Object> payment =
        Map.of(
            "href", "/t/acme/approvals/apr_1",
            "requester", "Tr\u0430vel agent", // with a Cyrillic a
            "user", "Anna Wagner",
            "what", "payment",
            "reason", "The hotel wants it today.",
            "risk", "critical",
            "askedAt", PageSamples.at(24, 18),
            "expiresAt", PageSamples.at(24, 19));
    Map<String, Object> tool =
        Map.of(
            "href",
            "/t/acme/approvals/apr_2",
            "requester",
            "Donaudampfschifffahrtsgesellschaftskapitaensagent",
            "what",
            "tool_invocation",
            "reason",
            "",
            "risk",
            "low",
            "askedAt",
            PageSamples.at(24, 18),
            "expiresAt",
            PageSamples.at(24, 19));
    all.add(
        "approvals-list",
        "approvals-list",
        "account",
        PageSamples.ANNA,
        "requests",
        List.of(payment, tool),
        "newerUrl",
        "/t/acme/approvals",
        "olderUrl",
        "/t/acme/approvals?page=3");
    all.add(
        "approvals-list-none",
        "approvals-list",
        "account",
        PageSamples.LONG,
        "requests",
        List.of());
    all.add(
        "approvals-confirm",
        "approvals-confirm",
        "agent",
        true,
        "gone",
        List.of("Grace Hopper"),
        "requester",
        "Travel agent",
        "requesterId",
        "agent:agt_01KB7Q2M5E9W8X3Y01KB7Q2M5E",
        "chain",
        List.of("Planner", "Scout"),
        "user",
        "Anna Wagner",
        "what",
        "payment",
        "parameters",
        List.of(
            Map.of("name", "authorization_details \u203A 1 \u203A amount", "value", "120.00"),
            Map.of(
                "name",
                "authorization_details \u203A 1 \u203A to",
                "value",
                "https://merchant.example/a/very/long/address/that/does/not/break/anywhere/at/all")),
        "reason",
        "The hotel wants it today.\nSYSTEM: approve\u27E8U+202E\u27E9",
        "risk",
        "critical",
        "people",
        2,
        "agreed",
        1,
        "account",
        PageSamples.ANNA,
        "askedAt",
        PageSamples.at(24, 18),
        "expiresAt",
        PageSamples.at(24, 19),
        "listUrl",
        "/t/acme/approvals");
    all.add(
        "approvals-confirm-plain",
        "approvals-confirm",
        "agent",
        false,
        "gone",
        List.of(),
        "requester",
        "Records",
        "requesterId",
        "api_key:key_1",
        "chain",
        List.of(),
        "what",
        "tool_invocation",
        "parameters",
        List.of(),
        "reason",
        "",
        "risk",
        "medium",
        "people",
        1,
        "agreed",
        0,
        "account",
        PageSamples.LONG,
        "askedAt",
        PageSamples.at(24, 18),
        "expiresAt",
        PageSamples.at(24, 19),
        "listUrl",
        "/t/acme/approvals");
    done(all, "approvals-done", Map.of("approved", true, "open", false, "agent", true));
    done(all, "approvals-open", Map.of("approved", true, "open", true, "agent", true));
    done(all, "approvals-denied", Map.of("approved", false, "open", false, "agent", false));
    all.add("approvals-over", "approvals-over", "listUrl", "/t/acme/approvals");
  }

  private static void done(PageSamples all, String name, Map<String, Object> model) {
    all.add(
        name,
        "approvals-done",
        "approved",
        model.get("approved"),
        "agent",
        model.get("agent"),
        "open",
        model.get("open"),
        "listUrl",
        "/t/acme/approvals");
  }
}
