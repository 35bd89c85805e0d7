/* SPDX-License-Identifier: Apache-2.0 */
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

/** The actions of a tenant, indexed by the words of their names. Immutable. */
final class ActionVocabulary {

  private final Map<String, TenantAction> actions = new HashMap<>();
  private final Map<String, List<TenantAction>> byStem = new HashMap<>();
  private final Set<String> verbs = new HashSet<>();
  private final Set<String> objects = new HashSet<>();
  private final Map<String, String> synonyms;
  private final SpellingCorrector spelling;

  /**
   * Creates a vocabulary.
   *
   * @param known the actions
   * @param synonyms maps each word of the tenant to the stem that it means
   */
  ActionVocabulary(Collection<TenantAction> known, Map<String, String> synonyms) {
    this.synonyms = Map.copyOf(synonyms);
    known.forEach(this::add);
    Set<String> words = new HashSet<>(byStem.keySet());
    words.addAll(verbs);
    this.spelling = new SpellingCorrector(words);
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

  /** Returns this vocabulary extended by more actions. */
  ActionVocabulary with(Collection<TenantAction> more) {
    List<TenantAction> all = new ArrayList<>(actions.values());
    all.addAll(more);
    return new ActionVocabulary(all, synonyms);
  }

  /** Returns all actions. */
  Collection<TenantAction> all() {
    return actions.values();
  }

  boolean has(String action) {
    return actions.containsKey(action);
  }

  /** Returns the action with this name. */
  Optional<TenantAction> find(String action) {
    return Optional.ofNullable(actions.get(action));
  }

  /** Returns whether the name of any action consists of just this verb. */
  boolean isVerb(String stem) {
    return verbs.contains(stem);
  }

  /** Returns whether any action has an object with this stem. */
  boolean isObject(String stem) {
    return objects.contains(stem);
  }

  /** Returns the stem that the tenant's synonyms map this stem to, or the stem itself. */
  String meaning(String stem) {
    return synonyms.getOrDefault(stem, stem);
  }

  /** Returns the stem in the names and descriptions that an unknown word probably means. */
  Optional<String> corrected(String stem) {
    return spelling.correct(stem);
  }

  /** Returns whether any name or description has this stem. */
  boolean isMentioned(String stem) {
    return byStem.containsKey(stem);
  }

  /** Returns the actions that are described with one of these stems. */
  Set<TenantAction> mentioned(Collection<String> stems) {
    Set<TenantAction> mentioned = new LinkedHashSet<>();
    stems.forEach(stem -> mentioned.addAll(byStem.getOrDefault(stem, List.of())));
    return mentioned;
  }
}
