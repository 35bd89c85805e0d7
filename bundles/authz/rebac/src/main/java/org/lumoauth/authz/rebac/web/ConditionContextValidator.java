/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.authz.rebac.web;

import java.util.Collection;
import java.util.Map;
import org.lumoauth.api.web.ApiException;

/** Validates condition values in JSON. */
final class ConditionContextValidator {

  private ConditionContextValidator() {}

  /**
   * Returns the values of an optional object.
   *
   * @throws ApiException 422 if a value is null, with which a condition cannot be evaluated
   */
  static Map<String, Object> checked(Map<String, Object> values) {
    if (values == null) {
      return Map.of();
    }
    refuseNull(values);
    return values;
  }

  private static void refuseNull(Object value) {
    if (value == null) {
      throw ApiException.invalid(
          "context", "A value in `context` must not be null. Omit the member instead.");
    }
    if (value instanceof Map<?, ?> object) {
      object.values().forEach(ConditionContextValidator::refuseNull);
    } else if (value instanceof Collection<?> list) {
      list.forEach(ConditionContextValidator::refuseNull);
    }
  }
}
