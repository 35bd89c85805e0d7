/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.authz.rebac.language.validation;

import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.lumoauth.authz.rebac.language.ParsedModel;

/** Finds definitions by name; the first if a name is defined twice. */
public final class ParsedModelIndex {

  private final Map<String, Map<String, ParsedModel.ParsedRelation>> relations =
      new LinkedHashMap<>();
  private final Set<String> conditions = new HashSet<>();

  public ParsedModelIndex(ParsedModel source) {
    for (var type : source.types()) {
      var own = relations.computeIfAbsent(type.name().text(), name -> new LinkedHashMap<>());
      type.relations().forEach(relation -> own.putIfAbsent(relation.name().text(), relation));
    }
    source.conditions().forEach(condition -> conditions.add(condition.name().text()));
  }

  boolean hasType(String type) {
    return relations.containsKey(type);
  }

  boolean hasCondition(String condition) {
    return conditions.contains(condition);
  }

  Optional<ParsedModel.ParsedRelation> relation(String type, String relation) {
    return Optional.ofNullable(relations.getOrDefault(type, Map.of()).get(relation));
  }

  Map<String, Map<String, ParsedModel.ParsedRelation>> relations() {
    return relations;
  }
}
