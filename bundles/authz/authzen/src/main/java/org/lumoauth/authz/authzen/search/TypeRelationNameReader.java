/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.authz.authzen.search;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.lumoauth.api.relation.model.RelationModelVersion;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.authz.authzen.RelationServiceLookup;

/** Reads the relations of a type in the tenant's current model. */
final class TypeRelationNameReader {

  private final ObjectMapper json = new ObjectMapper();

  private final RelationServiceLookup relations;

  TypeRelationNameReader(RelationServiceLookup relations) {
    this.relations = relations;
  }

  /** Returns the relations; empty if relations are not installed or there is no model. */
  Set<String> of(TenantContext tenant, String type) {
    if (!relations.isPresent()) {
      return Set.of();
    }
    var store = relations.stores().defaultStore(tenant).id();
    return relations
        .models()
        .findCurrent(tenant, store)
        .map(model -> of(model, type))
        .orElse(Set.of());
  }

  /**
   * Returns the relation of the type for a permission, as the relations module selects it: the
   * relation with the same name, otherwise the part after its last dot, with or without the prefix
   * {@code can_}. Empty if the type has none.
   */
  Optional<String> relation(TenantContext tenant, String type, String permission) {
    var names = of(tenant, type);
    var last = permission.substring(permission.lastIndexOf('.') + 1);
    return Stream.of(permission, "can_" + last, last).filter(names::contains).findFirst();
  }

  private Set<String> of(RelationModelVersion model, String type) {
    var names = new TreeSet<String>();
    for (JsonNode each : parsed(model.json()).path("type_definitions")) {
      if (each.path("type").asText().equals(type)) {
        each.path("relations").fieldNames().forEachRemaining(names::add);
      }
    }
    return names;
  }

  private JsonNode parsed(String text) {
    try {
      return json.readTree(text);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("the compiled relation model is not valid JSON", e);
    }
  }
}
