/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.agents.workload.token;

import com.fasterxml.jackson.core.JsonPointer;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.lumoauth.api.agent.WorkloadTokenVerifier;
import org.lumoauth.api.web.ApiException;

/**
 * Matches claims against conditions: each named claim must be present, must be neither a list nor
 * an object, and must equal one of the values. Values are compared exactly, without patterns,
 * because the effect of a pattern is hard to see.
 */
final class WorkloadClaimConditionMatcher {

  private static final String NAME = WorkloadTokenVerifier.CONDITIONS;
  private static final int MAX_CONDITIONS = 20;
  private static final int MAX_VALUES = 50;
  private static final int MAX_TEXT = 500;

  private WorkloadClaimConditionMatcher() {}

  /**
   * Validates conditions before they are stored.
   *
   * @return each claim with the list of its accepted values
   * @throws ApiException 422 {@code validation_error}
   */
  static Map<String, Object> check(Object sent) {
    if (!(sent instanceof Map<?, ?> conditions)) {
      throw refused("must be an object with the accepted values of each claim");
    }
    if (conditions.size() > MAX_CONDITIONS) {
      throw refused("must have at most " + MAX_CONDITIONS + " claims");
    }
    Map<String, Object> checked = new TreeMap<>();
    conditions.forEach((claim, wanted) -> checked.put(name(claim), values(wanted)));
    return checked;
  }

  /** Whether the claims satisfy the conditions. */
  static boolean areMet(Map<?, ?> conditions, Map<String, Object> claims) {
    return conditions.entrySet().stream()
        .allMatch(
            condition ->
                condition.getValue() instanceof List<?> wanted
                    && isOneOf(claim(claims, (String) condition.getKey()), wanted));
  }

  private static String name(Object claim) {
    String name = String.valueOf(claim);
    if (name.isEmpty() || name.length() > MAX_TEXT) {
      throw refused("must have claim names of 1 to " + MAX_TEXT + " characters");
    }
    if (name.startsWith("/")) {
      try {
        JsonPointer.compile(name);
      } catch (IllegalArgumentException e) {
        throw refused("must have claim names that are valid JSON Pointers");
      }
    }
    return name;
  }

  private static List<Object> values(Object wanted) {
    List<?> values =
        wanted instanceof List<?> several
            ? several
            : Collections.singletonList(wanted); // a single value may be null
    if (values.isEmpty() || values.size() > MAX_VALUES) {
      throw refused("must have 1 to " + MAX_VALUES + " values for each claim");
    }
    List<Object> checked = new ArrayList<>();
    values.forEach(value -> checked.add(value(value)));
    return checked;
  }

  private static Object value(Object value) {
    if (value instanceof Integer number) {
      return number.longValue();
    }
    boolean text = value instanceof String known && known.length() <= MAX_TEXT;
    if (text || value instanceof Long || value instanceof Boolean) {
      return value;
    }
    throw refused("must have values that are strings, whole numbers or booleans");
  }

  private static Object claim(Map<String, Object> claims, String name) {
    if (!name.startsWith("/")) {
      return claims.get(name);
    }
    Object found = claims;
    for (JsonPointer at = JsonPointer.compile(name); !at.matches(); at = at.tail()) {
      found = found instanceof Map<?, ?> object ? object.get(at.getMatchingProperty()) : null;
    }
    return found;
  }

  private static boolean isOneOf(Object claim, List<?> wanted) {
    Object exact = claim instanceof Integer number ? Long.valueOf(number.longValue()) : claim;
    return exact != null && wanted.contains(exact);
  }

  private static ApiException refused(String why) {
    return ApiException.invalid(NAME, NAME + " " + why + ".");
  }
}
