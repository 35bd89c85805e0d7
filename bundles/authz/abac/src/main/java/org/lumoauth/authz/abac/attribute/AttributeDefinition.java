/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.authz.abac.attribute;

import java.util.Map;
import java.util.Optional;
import org.lumoauth.api.web.ApiException;

/**
 * The definition of an attribute. The constructor refuses inconsistent values.
 *
 * @param slug the name in policies, byte-exact
 * @param name the display name
 * @param description the description; may be null
 * @param type the attribute type
 * @param dataType the data type
 * @param rules the validation rules, see {@link AttributeValidationRules}
 * @param defaultValue the value if none is set; may be null
 * @param required whether an existing value cannot be removed
 */
public record AttributeDefinition(
    String slug,
    String name,
    String description,
    AttributeCategory type,
    AttributeDataType dataType,
    Map<String, Object> rules,
    Object defaultValue,
    boolean required) {

  public AttributeDefinition {
    rules = Map.copyOf(rules);
    if (defaultValue != null) {
      new AttributeValidationRules(dataType, rules)
          .findFault(defaultValue)
          .ifPresent(
              fault -> {
                throw ApiException.invalid("defaultValue", fault);
              });
    } else {
      new AttributeValidationRules(dataType, rules);
    }
  }

  /** Returns the error of a value as a sentence; empty if the value is valid. */
  public Optional<String> findFault(Object value) {
    return new AttributeValidationRules(dataType, rules).findFault(value);
  }
}
