/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.agents.workload.transfer;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.lumoauth.api.web.ApiException;
import org.lumoauth.platform.web.rest.JsonObjectMemberReader;

/**
 * A trust rule as an item of a tenant's export document.
 *
 * @param key the agent or blueprint and the rule's name, such as {@code agent cli_1: Nightly
 *     build}; if several rules of an agent or blueprint have the same name, the keys of the later
 *     rules end with {@code #2} and so on
 * @param holder the agent or blueprint that trusted workloads act as
 * @param body the body of the admin API: {@code provider}, {@code name}, {@code enabled}, {@code
 *     trust}
 */
record TrustRuleTransferItem(String key, ExportedRuleHolder holder, Map<String, Object> body) {

  static final String KEY = "rule";

  private static final Set<String> BODY = Set.of("provider", "name", "enabled", "trust");
  private static final Set<String> MEMBERS =
      Set.of(KEY, "agent", "blueprint", "provider", "name", "enabled", "trust");
  private static final int MAX_TEXT = 255;
  private static final int MAX_KEY = 1000;

  /**
   * An agent, by its client id, or a blueprint, by its name.
   *
   * @param kind {@code agent} or {@code blueprint}
   */
  record ExportedRuleHolder(String kind, String name) {

    static final String AGENT = "agent";
    static final String BLUEPRINT = "blueprint";

    /** Returns the key of a rule of this agent or blueprint if the rule's name is unique. */
    String keyOf(String rule) {
      return kind + " " + name + ": " + rule;
    }
  }

  /**
   * Parses an item; the provider validates {@code trust}.
   *
   * @throws ApiException 422 {@code validation_error} naming the member
   */
  static TrustRuleTransferItem read(Map<String, Object> item) {
    var members = JsonObjectMemberReader.of(item, MEMBERS);
    var agent = members.text(ExportedRuleHolder.AGENT, MAX_TEXT);
    var blueprint = members.text(ExportedRuleHolder.BLUEPRINT, MAX_TEXT);
    if (agent.isPresent() == blueprint.isPresent()) {
      throw ApiException.invalid(
          ExportedRuleHolder.AGENT, "A rule needs either an agent or a blueprint.");
    }
    var holder =
        agent
            .map(name -> new ExportedRuleHolder(ExportedRuleHolder.AGENT, name))
            .or(
                () ->
                    blueprint.map(
                        name -> new ExportedRuleHolder(ExportedRuleHolder.BLUEPRINT, name)))
            .orElseThrow();
    var provider = members.requireText("provider", MAX_TEXT);
    var key = members.requireText(KEY, MAX_KEY);
    var expected = holder.keyOf(members.text("name", MAX_TEXT).orElse(provider));
    if (!key.matches(Pattern.quote(expected) + "( #[2-9][0-9]?| #1[0-9])?")) {
      throw ApiException.invalid(KEY, "rule must match the other members: " + expected + ".");
    }
    if (!(item.get("trust") instanceof Map)) {
      throw ApiException.invalid(
          "trust", "trust must be an object with the conditions that the provider checks.");
    }
    members.flag("enabled");
    Map<String, Object> body = new LinkedHashMap<>(item);
    body.keySet().retainAll(BODY);
    return new TrustRuleTransferItem(key, holder, body);
  }

  /** Returns the item in its exported form. */
  Map<String, Object> shown() {
    var shown = new LinkedHashMap<String, Object>();
    shown.put(KEY, key);
    shown.put(holder.kind(), holder.name());
    shown.putAll(body);
    Optional.ofNullable(body.get("trust"))
        .ifPresent(trust -> shown.put("trust", new TreeMap<>((Map<?, ?>) trust)));
    return shown;
  }
}
