package org.lumoauth.agents.interpreter;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The actions of a tenant by the words of their names. Immutable once it is made. */
final class ActionVocabulary {

  private final Map<String, TenantAction> actions = new HashMap<>();
  private final Map<String, List<TenantAction>> byStem = new HashMap<>();
  private final Set<String> verbs = new HashSet<>();
  private final Set<String> objects = new HashSet<>();
  private final Map<String, String> synonyms;

  /**
   * @param known the actions
   * @param synonyms the stem that each word of the tenant stands for
   */
  ActionVocabulary(Collection<TenantAction> known, Map<String, String> synonyms) {
    this.synonyms = Map.copyOf(synonyms);
    known.forEach(this::add);
  }

  private void add(TenantAction action) {
    if (actions.putIfAbsent(action.action(), action) != null) {
      return;
    }
    Set<String> stems = new LinkedHashSet<>(action.hints());
    for (ParsedActionName naming : action.namings()) {
      stems.addAll(naming.objects());
      objects.addAll(naming.objects());
      if (!naming.verb().isEmpty()) {
        verbs.add(naming.verb());
        stems.add(naming.verbClass());
      }
    }
    stems.forEach(stem -> byStem.computeIfAbsent(stem, any -> new ArrayList<>()).add(action));
  }

  /** The same with more actions. */
  ActionVocabulary with(Collection<TenantAction> more) {
    List<TenantAction> all = new ArrayList<>(actions.values());
    all.addAll(more);
    return new ActionVocabulary(all, synonyms);
  }

  boolean has(String action) {
    return actions.containsKey(action);
  }

  /** The action of this name. */
  Optional<TenantAction> find(String action) {
    return Optional.ofNullable(actions.get(action));
  }

  /** Whether some action is called by just this verb. */
  boolean isVerb(String stem) {
    return verbs.contains(stem);
  }

  /** Whether some action is done to what has this stem. */
  boolean isObject(String stem) {
    return objects.contains(stem);
  }

  /** What the tenant says that a word stands for; the stem itself if it says nothing. */
  String meaning(String stem) {
    return synonyms.getOrDefault(stem, stem);
  }

  /** Actions about which one of these stems says something. */
  Set<TenantAction> mentioned(Collection<String> stems) {
    Set<TenantAction> mentioned = new LinkedHashSet<>();
    stems.forEach(stem -> mentioned.addAll(byStem.getOrDefault(stem, List.of())));
    return mentioned;
  }
}
