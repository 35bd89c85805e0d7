package org.lumoauth.authz.abac.attribute;

import java.util.Map;
import java.util.Optional;
import org.lumoauth.api.web.ApiException;

/**
 * What a tenant says of an attribute. It holds together: whoever makes one that does not is told.
 *
 * @param slug its name in policies, byte-exact
 * @param name what people call it
 * @param description what it means; may be null
 * @param type of what it is
 * @param dataType what kind of value it has
 * @param rules what values must be, see {@link AttributeValidationRules}
 * @param defaultValue counts where there is no value; may be null
 * @param required whether a value, once there, can't be taken away
 */
public record AttributeDefinition(
    String slug,
    String name,
    String description,
    AttributeType type,
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

  /** Why a value is refused, a sentence; empty if it is not. */
  public Optional<String> findFault(Object value) {
    return new AttributeValidationRules(dataType, rules).findFault(value);
  }
}
