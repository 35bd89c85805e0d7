/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.authz.abac.cache;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import org.lumoauth.authz.abac.attribute.StoredAttributeDefinition;
import org.lumoauth.authz.abac.condition.AttributePath;
import org.lumoauth.authz.abac.policy.PolicySet;

/**
 * A tenant's policies and definitions of one revision.
 *
 * @param policies the active policies, compiled
 * @param own the tenant's own attributes with their defaults or null
 */
public record TenantPolicies(PolicySet policies, Map<AttributePath, Object> own) {

  static TenantPolicies of(PolicySet policies, Collection<StoredAttributeDefinition> definitions) {
    Map<AttributePath, Object> own = new HashMap<>();
    for (StoredAttributeDefinition each : definitions) {
      var definition = each.definition();
      own.put(
          new AttributePath(definition.type().root(), definition.slug()),
          definition.defaultValue());
    }
    return new TenantPolicies(policies, own);
  }

  /** Returns the same definitions with other policies. */
  public TenantPolicies with(PolicySet others) {
    return new TenantPolicies(others, own);
  }
}
