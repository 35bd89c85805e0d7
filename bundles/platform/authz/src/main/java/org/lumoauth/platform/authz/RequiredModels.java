package org.lumoauth.platform.authz;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Models without which questions about a type of subject are not answered. A model that only ever
 * limits must be on this list: were it removed, its silence would widen what is allowed.
 */
final class RequiredModels {

  private final Map<String, List<String>> modelsByType;
  private final Set<String> harmless;

  private RequiredModels(Map<String, List<String>> modelsByType, Set<String> harmless) {
    this.modelsByType = modelsByType;
    this.harmless = harmless;
  }

  /**
   * Reads {@code type=model} entries; none is no requirement.
   *
   * @param neverDenying names of models that only ever permit
   * @throws IllegalArgumentException if one has another form: a typing error must not lift a limit
   */
  static RequiredModels parse(String[] entries, String[] neverDenying) {
    var models = new HashMap<String, List<String>>();
    for (String entry : ConfigListParser.of(entries)) {
      int at = entry.indexOf('=');
      if (at < 1 || at == entry.length() - 1) {
        throw new IllegalArgumentException(
            "requiredModels: write subject type = model, not \"" + entry + "\"");
      }
      models
          .computeIfAbsent(entry.substring(0, at).strip(), type -> new ArrayList<>())
          .add(entry.substring(at + 1).strip());
    }
    var harmless = new HashSet<>(ConfigListParser.of(neverDenying));
    models.values().forEach(harmless::addAll);
    return new RequiredModels(models, harmless);
  }

  /**
   * Whether a model that is away might deny something that the others permit. One that is required
   * for a type is missed where it matters, and has nothing to say of the other types.
   */
  boolean mightDeny(String model) {
    return !harmless.contains(model);
  }

  /** The first model that is required for this type of subject and not on the panel. */
  Optional<String> findMissing(String subjectType, ModelSet panel) {
    for (String model : modelsByType.getOrDefault(subjectType, List.of())) {
      if (!panel.has(model)) {
        return Optional.of(model);
      }
    }
    return Optional.empty();
  }
}
