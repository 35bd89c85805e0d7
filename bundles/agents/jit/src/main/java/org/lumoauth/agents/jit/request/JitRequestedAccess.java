/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.agents.jit.request;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * The access that an agent requests: exactly this is approved and put into its token.
 *
 * @param details the validated authorization details (RFC 9396)
 * @param scopes the additional scopes
 */
public record JitRequestedAccess(List<Map<String, Object>> details, Set<String> scopes) {

  /** The type that rules use for scopes. */
  public static final String SCOPE = "scope";

  public JitRequestedAccess {
    details = List.copyOf(details);
    scopes = Set.copyOf(scopes);
  }

  /** One action of the requested access, for the rules. */
  public record JitRequestedAction(String type, String action) {}

  /**
   * Returns all actions. An element without actions counts as the action {@code *}, with unknown
   * effects.
   */
  public List<JitRequestedAction> steps() {
    List<JitRequestedAction> steps = new ArrayList<>();
    for (Map<String, Object> detail : details) {
      String type = (String) detail.get("type");
      if (detail.get("actions") instanceof List<?> actions && !actions.isEmpty()) {
        actions.forEach(action -> steps.add(new JitRequestedAction(type, String.valueOf(action))));
      } else {
        steps.add(new JitRequestedAction(type, "*"));
      }
    }
    new TreeSet<>(scopes).forEach(scope -> steps.add(new JitRequestedAction(SCOPE, scope)));
    return steps;
  }

  /** Returns the name for approvers: the types, for example {@code payment}. */
  public String action() {
    Set<String> types =
        steps().stream()
            .map(JitRequestedAction::type)
            .collect(Collectors.toCollection(TreeSet::new));
    return String.join("+", types);
  }

  /** Returns the resources in the details (RFC 9396 section 2.2). */
  public List<String> audience() {
    Set<String> locations = new LinkedHashSet<>();
    for (Map<String, Object> detail : details) {
      if (detail.get("locations") instanceof List<?> listed) {
        listed.forEach(each -> locations.add((String) each));
      }
    }
    return List.copyOf(locations);
  }

  /** Returns the JSON form that is stored and approved. */
  public Map<String, Object> json() {
    Map<String, Object> json = new LinkedHashMap<>();
    if (!details.isEmpty()) {
      json.put("authorization_details", details);
    }
    if (!scopes.isEmpty()) {
      json.put("scope", String.join(" ", new TreeSet<>(scopes)));
    }
    return json;
  }

  @SuppressWarnings("unchecked") // the counterpart of json()
  static JitRequestedAccess of(Map<String, Object> json) {
    return new JitRequestedAccess(
        (List<Map<String, Object>>) json.getOrDefault("authorization_details", List.of()),
        json.get("scope") instanceof String scope ? Set.of(scope.split(" ")) : Set.of());
  }
}
