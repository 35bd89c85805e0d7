/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.authz.rebac.language;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;

/** Merges the modules of a model: extended types get the relations that other modules add. */
final class ModelModuleMerger {

  private static final String SCHEMA = "1.2";

  private final ModelErrorCollector problems;

  ModelModuleMerger(ModelErrorCollector problems) {
    this.problems = problems;
  }

  ParsedModel merge(List<ParsedModel> files) {
    if (files.size() == 1 && files.get(0).schema().isPresent()) {
      return whole(files.get(0));
    }
    var types = new LinkedHashMap<String, ParsedModel.ParsedType>();
    var more = new ArrayList<ParsedModel.ParsedType>();
    var conditions = new ArrayList<ParsedModel.ParsedCondition>();
    for (var file : files) {
      file.schema()
          .ifPresent(
              schema ->
                  problems.add(
                      schema.place(),
                      "schema",
                      "A model with several files must consist of modules"));
      for (var type : file.types()) {
        if (type.extension() || types.putIfAbsent(type.name().text(), type) != null) {
          more.add(type);
        }
      }
      conditions.addAll(file.conditions());
    }
    more.forEach(type -> extend(types, type));
    var first = new SourcePosition("", 0, 0);
    return new ParsedModel(
        Optional.of(new PositionedName(SCHEMA, first)), List.copyOf(types.values()), conditions);
  }

  /** Refuses type extensions in a model without modules. */
  private ParsedModel whole(ParsedModel source) {
    source.types().stream()
        .filter(ParsedModel.ParsedType::extension)
        .forEach(
            type ->
                problems.add(
                    type.name().place(),
                    "extend",
                    "Only a module can extend a type of another module"));
    return source;
  }

  private void extend(
      LinkedHashMap<String, ParsedModel.ParsedType> types, ParsedModel.ParsedType extension) {
    var name = extension.name();
    if (!extension.extension()) {
      problems.add(name.place(), "duplicate", "The type '" + name.text() + "' is defined twice");
      return;
    }
    var type = types.get(name.text());
    if (type == null) {
      problems.add(
          name.place(), "undefined_type", "The extended type '" + name.text() + "' is not defined");
      return;
    }
    var relations = new ArrayList<>(type.relations());
    relations.addAll(extension.relations());
    types.put(
        name.text(), new ParsedModel.ParsedType(type.name(), false, type.module(), relations));
  }
}
