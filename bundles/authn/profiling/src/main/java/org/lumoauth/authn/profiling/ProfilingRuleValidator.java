/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.authn.profiling;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/** Validates rules and describes the first problem with its position. */
final class ProfilingRuleValidator {
  private static final Set<String> MEMBERS =
      Set.of(
          ProfilingRule.ATTRIBUTE,
          ProfilingRule.REQUIRED,
          ProfilingRule.AFTER_SIGN_INS,
          ProfilingRule.CLIENTS,
          ProfilingRule.ASK_AGAIN_DAYS);
  private static final long MAX_SIGN_INS = 1_000;
  private static final long MAX_DAYS = 365;
  private static final int MAX_CLIENTS = 20;
  private static final int MAX_CLIENT_ID = 2_048;
  private static final int SHOWN = 40;

  private final Set<String> attributes;

  /**
   * @param attributes the attributes that users may edit themselves
   */
  ProfilingRuleValidator(Set<String> attributes) {
    this.attributes = attributes;
  }

  /** Returns the first problem; empty if there is none. */
  Optional<String> objection(List<?> rules) {
    for (int i = 0; i < rules.size(); i++) {
      var objection = rule((Map<?, ?>) rules.get(i));
      if (objection.isPresent()) {
        return Optional.of("rules[" + i + "]." + objection.get());
      }
    }
    return tooMany(rules.stream().map(rule -> ProfilingRule.of((Map<?, ?>) rule)).toList());
  }

  private Optional<String> rule(Map<?, ?> rule) {
    return unknown(rule)
        .or(() -> attribute(rule.get(ProfilingRule.ATTRIBUTE)))
        .or(() -> flag(rule))
        .or(() -> number(rule, ProfilingRule.AFTER_SIGN_INS, 0, MAX_SIGN_INS))
        .or(() -> number(rule, ProfilingRule.ASK_AGAIN_DAYS, 1, MAX_DAYS))
        .or(() -> clients(rule));
  }

  private static Optional<String> unknown(Map<?, ?> rule) {
    return rule.keySet().stream()
        .map(String::valueOf)
        .filter(name -> !MEMBERS.contains(name))
        .sorted()
        .findFirst()
        .map(
            name ->
                name.substring(0, Math.min(SHOWN, name.length())) + " is not a member of a rule.");
  }

  private Optional<String> attribute(Object value) {
    return value instanceof String name && attributes.contains(name)
        ? Optional.empty()
        : Optional.of(
            ProfilingRule.ATTRIBUTE + " must be one of " + new TreeSet<>(attributes) + ".");
  }

  private static Optional<String> flag(Map<?, ?> rule) {
    return rule.containsKey(ProfilingRule.REQUIRED)
            && !(rule.get(ProfilingRule.REQUIRED) instanceof Boolean)
        ? Optional.of(ProfilingRule.REQUIRED + " must be true or false.")
        : Optional.empty();
  }

  private static Optional<String> number(Map<?, ?> rule, String name, long least, long most) {
    var value = rule.get(name);
    boolean whole = value instanceof Integer || value instanceof Long;
    boolean good =
        !rule.containsKey(name)
            || whole
                && ((Number) value).longValue() >= least
                && ((Number) value).longValue() <= most;
    return good
        ? Optional.empty()
        : Optional.of(name + " must be an integer from " + least + " to " + most + ".");
  }

  private static Optional<String> clients(Map<?, ?> rule) {
    boolean good =
        !rule.containsKey(ProfilingRule.CLIENTS)
            || rule.get(ProfilingRule.CLIENTS) instanceof Collection<?> ids
                && !ids.isEmpty()
                && ids.size() <= MAX_CLIENTS
                && ids.stream().allMatch(ProfilingRuleValidator::isClientId);
    return good
        ? Optional.empty()
        : Optional.of(
            ProfilingRule.CLIENTS + " must be a list of 1 to " + MAX_CLIENTS + " client ids.");
  }

  private static boolean isClientId(Object value) {
    return value instanceof String id && !id.isBlank() && id.length() <= MAX_CLIENT_ID;
  }

  /**
   * A sign-in requests all required attributes together, so their number must not exceed the
   * maximum.
   */
  private static Optional<String> tooMany(List<ProfilingRule> rules) {
    Map<Optional<String>, Set<String>> required = new HashMap<>();
    Stream<Optional<String>> ways =
        Stream.concat(
            Stream.of(Optional.empty()),
            rules.stream().flatMap(rule -> rule.clients().stream()).map(Optional::of));
    ways.forEach(
        way ->
            rules.stream()
                .filter(rule -> rule.required() && rule.appliesTo(way))
                .forEach(
                    rule ->
                        required
                            .computeIfAbsent(way, any -> new TreeSet<>())
                            .add(rule.attribute())));
    return required.values().stream()
        .filter(some -> some.size() > ProfileQuestionSelector.MAX)
        .findFirst()
        .map(
            some ->
                "rules require "
                    + some
                    + " attributes in one sign-in; at most "
                    + ProfileQuestionSelector.MAX
                    + " are allowed.");
  }
}
