/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.authz;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The models that are required for requests about a subject type. A model that only limits must be
 * on this list: if it were removed, its missing votes would extend permissions.
 */
final class RequiredAuthorizationModels {

  private final Map<String, List<String>> modelsByType;
  private final Set<String> harmless;

  private RequiredAuthorizationModels(
      Map<String, List<String>> modelsByType, Set<String> harmless) {
    this.modelsByType = modelsByType;
    this.harmless = harmless;
  }

  /**
   * Parses {@code type=model} entries; no entries mean no requirement.
   *
   * @param neverDenying names of models that only permit
   * @throws IllegalArgumentException if an entry has another format, so that a typing error cannot
   *     lift a limit
   */
  static RequiredAuthorizationModels parse(String[] entries, String[] neverDenying) {
    var models = new HashMap<String, List<String>>();
    for (String entry : ConfigListParser.of(entries)) {
      int at = entry.indexOf('=');
      if (at < 1 || at == entry.length() - 1) {
        throw new IllegalArgumentException(
            "requiredModels: expected subject type = model, not \"" + entry + "\"");
      }
      models
          .computeIfAbsent(entry.substring(0, at).strip(), type -> new ArrayList<>())
          .add(entry.substring(at + 1).strip());
    }
    var harmless = new HashSet<>(ConfigListParser.of(neverDenying));
    models.values().forEach(harmless::addAll);
    return new RequiredAuthorizationModels(models, harmless);
  }

  /**
   * Returns whether an unavailable model could deny an action that the others permit. A model that
   * is required for a subject type is checked where it applies and has no votes about other types.
   */
  boolean mightDeny(String model) {
    return !harmless.contains(model);
  }

  /** Returns the first model that is required for this subject type and missing in the set. */
  Optional<String> findMissing(String subjectType, AuthorizationModelSet panel) {
    for (String model : modelsByType.getOrDefault(subjectType, List.of())) {
      if (!panel.has(model)) {
        return Optional.of(model);
      }
    }
    return Optional.empty();
  }
}
