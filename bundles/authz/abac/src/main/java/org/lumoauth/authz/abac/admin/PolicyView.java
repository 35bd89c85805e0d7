/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.authz.abac.admin;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.lumoauth.authz.abac.policy.PolicyDocument;
import org.lumoauth.authz.abac.policy.StoredPolicy;

/** A policy on the wire. */
public record PolicyView(
    long id,
    String name,
    String slug,
    String description,
    String resourceType,
    String action,
    String effect,
    int priority,
    Map<String, Object> conditions,
    String expression,
    @JsonProperty("isActive") boolean isActive,
    @JsonProperty("isSystem") boolean isSystem,
    long version,
    Instant createdAt,
    Instant updatedAt) {

  /** Creates the view of a stored policy. */
  public static PolicyView of(StoredPolicy policy) {
    var document = policy.document();
    return new PolicyView(
        policy.id(),
        document.name(),
        document.slug(),
        document.description(),
        document.resourceType(),
        document.action(),
        document.effect().word(),
        document.priority(),
        document.conditions(),
        document.expression(),
        document.active(),
        false,
        policy.version(),
        policy.createdAt(),
        policy.updatedAt());
  }

  /** Returns the content of a policy for responses, records and exports. */
  public static Map<String, Object> described(PolicyDocument document) {
    Map<String, Object> item = new LinkedHashMap<>();
    item.put("slug", document.slug());
    item.put("name", document.name());
    if (document.description() != null) {
      item.put("description", document.description());
    }
    item.put("resourceType", document.resourceType());
    item.put("action", document.action());
    item.put("effect", document.effect().word());
    item.put("priority", document.priority());
    item.put("conditions", document.conditions());
    item.put("expression", document.source().orElse(""));
    item.put("isActive", document.active());
    return item;
  }
}
