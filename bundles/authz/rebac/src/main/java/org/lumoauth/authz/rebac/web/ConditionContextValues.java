package org.lumoauth.authz.rebac.web;

import java.util.Collection;
import java.util.Map;
import org.lumoauth.api.web.ApiException;

/** Values for conditions as they come in JSON. */
final class ConditionContextValues {

  private ConditionContextValues() {}

  /**
   * The values of an object that may be absent.
   *
   * @throws ApiException 422 if one of them is null: a condition could not be evaluated with it
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
      throw ApiException.invalid("context", "A value in a context is null; leave it out.");
    }
    if (value instanceof Map<?, ?> object) {
      object.values().forEach(ConditionContextValues::refuseNull);
    } else if (value instanceof Collection<?> list) {
      list.forEach(ConditionContextValues::refuseNull);
    }
  }
}
