/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.settings.rest;

import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.lumoauth.api.web.ApiException;
import org.lumoauth.platform.settings.SettingValueValidator;
import org.lumoauth.platform.settings.SettingsChangeRecorder;

/**
 * Reads and writes a section's body. Secrets are masked in responses; a masked value in a request
 * leaves the secret unchanged.
 */
final class SettingsSectionBodyMapper {
  private static final String GROUP = "policy";

  /** Returns a module's objection to a value; empty if acceptable. */
  interface SettingValueCheck {
    Optional<String> objection(ApiSettingMember line, Object value);
  }

  private final List<ApiSettingMember> lines;
  private final List<ApiSettingMemberGroup> groups;
  private final SettingValueCheck objections;
  private final Consumer<String> unknown;
  private final Map<String, ApiSettingMember> byKey;

  /**
   * Creates a body with these members.
   *
   * @param unknown called with an unknown member before it is rejected
   */
  SettingsSectionBodyMapper(
      List<ApiSettingMember> lines,
      List<ApiSettingMemberGroup> groups,
      SettingValueCheck objections,
      Consumer<String> unknown) {
    this.lines = lines;
    this.groups = groups;
    this.objections = objections;
    this.unknown = unknown;
    this.byKey =
        lines.stream()
            .collect(
                Collectors.toMap(
                    line -> ApiSettingMember.key(line.member()),
                    Function.identity(),
                    (one, other) -> one));
  }

  /** Returns whether the member is known, in any spelling. */
  boolean knows(String member) {
    return byKey.containsKey(ApiSettingMember.key(member));
  }

  /** Returns the response for the values of each section. */
  Map<String, Object> show(Function<String, Map<String, Object>> values) {
    Map<String, Map<String, Object>> read = new HashMap<>();
    Map<String, Object> shown = new LinkedHashMap<>();
    for (ApiSettingMember line : lines) {
      var value = read.computeIfAbsent(line.section(), values).get(line.setting().name());
      if (line.setting().secret()) {
        boolean there = value != null && !value.equals("");
        value = there ? SettingsChangeRecorder.CONFIGURED : SettingsChangeRecorder.NOT_CONFIGURED;
      }
      if (value != null) {
        shown.put(line.member(), line.shown(value));
      }
    }
    for (ApiSettingMemberGroup group : groups) {
      Map<String, Object> members = group.of(shown);
      if (!members.isEmpty()) {
        shown.put(group.name(), members);
      }
    }
    return shown;
  }

  /**
   * Returns the changes of a body by section and setting; null restores the default.
   *
   * @param whole whether absent members are reset to their defaults
   * @param current the values of each section, used to detect unchanged members if two represent
   *     the same setting
   * @throws ApiException 422 {@code validation_error} naming the member, 503 {@code
   *     module_unavailable} for a member that may belong to an unavailable module
   */
  Map<String, Map<String, Object>> changes(
      Map<String, Object> body, boolean whole, Function<String, Map<String, Object>> current) {
    var changes = new SettingsChangeCollector(current);
    Set<ApiSettingMember> named = new HashSet<>();
    body.forEach((member, value) -> read(member, value, named, changes));
    if (whole) {
      lines.stream()
          .filter(line -> named.stream().noneMatch(line::isSameSetting))
          .forEach(changes::reset);
    }
    return changes.bySection();
  }

  private void read(
      String member, Object value, Set<ApiSettingMember> named, SettingsChangeCollector changes) {
    var line = byKey.get(ApiSettingMember.key(member));
    if (line != null) {
      named.add(line);
      take(member, line, value, changes);
    } else if (value instanceof Map<?, ?> group) {
      group.forEach(
          (name, inner) -> {
            var path = member + '.' + name;
            var within = inGroup(member, String.valueOf(name)).orElseThrow(() -> unknown(path));
            named.add(within);
            take(path, within, inner, changes);
          });
    } else if (value == null && group(member).isPresent()) {
      resetGroup(group(member).get(), named, changes);
    } else {
      throw unknown(member);
    }
  }

  private Optional<ApiSettingMemberGroup> group(String member) {
    return groups.stream()
        .filter(group -> ApiSettingMember.key(group.name()).equals(ApiSettingMember.key(member)))
        .findFirst();
  }

  /** Restores the defaults of the group's members for an object that is {@code null}. */
  private void resetGroup(
      ApiSettingMemberGroup group, Set<ApiSettingMember> named, SettingsChangeCollector changes) {
    for (String name : group.members()) {
      inGroup(group.name(), name)
          .ifPresent(
              line -> {
                named.add(line);
                take(group.name() + '.' + name, line, null, changes);
              });
    }
  }

  /** Finds a group's member: {@code password_policy.min_length} is {@code password_min_length}. */
  private Optional<ApiSettingMember> inGroup(String group, String name) {
    var key = ApiSettingMember.key(group);
    var prefix = key.endsWith(GROUP) ? key.substring(0, key.length() - GROUP.length()) : key;
    return Optional.ofNullable(byKey.get(prefix + ApiSettingMember.key(name)));
  }

  private void take(
      String member, ApiSettingMember line, Object value, SettingsChangeCollector changes) {
    if (line.setting().secret()
        && value instanceof Map<?, ?> mask
        && Boolean.TRUE.equals(mask.get("redacted"))) {
      return; // unchanged from the displayed value
    }
    if (line.template().map(names -> names.otherwise().equals(value)).orElse(false)) {
      return; // regardless of the setting's own rules
    }
    try {
      changes.put(
          member, line, value == null ? null : checked(member, line, meant(member, line, value)));
    } catch (SettingValueValidator.InvalidSettingException e) {
      throw ApiException.invalid(shortened(member), shortened(member) + ' ' + e.getMessage());
    }
  }

  /** Returns the setting's value represented by a member's value. */
  private static Object meant(String member, ApiSettingMember line, Object value) {
    if (line.template().isEmpty()) {
      return value;
    }
    var names = line.template().get();
    if (value instanceof String name && names.values().containsKey(name)) {
      return names.values().get(name);
    }
    var known = new TreeSet<>(names.values().keySet());
    known.add(names.otherwise());
    throw ApiException.invalid(
        shortened(member), shortened(member) + " must be one of " + known + ".");
  }

  private Object checked(String member, ApiSettingMember line, Object value)
      throws SettingValueValidator.InvalidSettingException {
    Object checked = SettingValueValidator.validate(line.setting(), value);
    objections
        .objection(line, checked)
        .ifPresent(
            objection -> {
              throw ApiException.invalid(shortened(member), objection);
            });
    return checked;
  }

  private ApiException unknown(String member) {
    unknown.accept(member);
    return ApiException.invalid(
        shortened(member), "The setting " + shortened(member) + " does not exist.");
  }

  static String shortened(String member) {
    return member.length() > 64 ? member.substring(0, 64) : member;
  }
}
