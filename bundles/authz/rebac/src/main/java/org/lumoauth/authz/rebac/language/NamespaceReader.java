package org.lumoauth.authz.rebac.language;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Reads LumoAuth's namespaces: types with relations, whose tuples people write, and permissions,
 * which follow from them. Described in docs/integrators/relation-models.md.
 */
final class NamespaceReader {

  private static final String USER = "user";

  /**
   * @throws SyntaxProblem at the first thing that is not of the form
   */
  Source read(String file, String text) {
    var root = new YamlNodes(file, text).read(text).asMapping("A model");
    onlyKeys(root, Set.of("namespaces", "conditions"));
    var namespaces =
        root.find("namespaces")
            .orElseThrow(() -> new SyntaxProblem(root.place(), "'namespaces' is missing"))
            .asMapping("namespaces");
    var types = new ArrayList<Source.Type>();
    for (var namespace : namespaces.entries()) {
      types.add(type(namespace));
    }
    if (types.stream().noneMatch(type -> type.name().text().equals(USER))) {
      // Who has not declared users means those that every tenant has.
      types.add(
          0,
          new Source.Type(new Name(USER, namespaces.place()), false, Optional.empty(), List.of()));
    }
    var conditions = new ArrayList<Source.Condition>();
    root.find("conditions")
        .ifPresent(
            node ->
                node.asMapping("conditions")
                    .entries()
                    .forEach(entry -> conditions.add(new YamlConditionReader().read(entry))));
    return new Source(Optional.empty(), types, conditions);
  }

  private static Source.Type type(Node.Entry namespace) {
    var body = namespace.value().asMapping("A namespace");
    onlyKeys(body, Set.of("relations", "permissions"));
    var relations = new ArrayList<Source.Relation>();
    for (var relation : entries(body, "relations")) {
      relations.add(relation(relation));
    }
    for (var permission : entries(body, "permissions")) {
      var term = new PermissionReader().read(permission.value());
      relations.add(new Source.Relation(permission.key(), Optional.empty(), term, List.of()));
    }
    return new Source.Type(namespace.key(), false, Optional.empty(), relations);
  }

  private static Source.Relation relation(Node.Entry relation) {
    var subjects = new ArrayList<Source.Subject>();
    if (relation.value() instanceof Node.Sequence list) {
      list.members().forEach(member -> subjects(member.asText("A subject type"), subjects));
    } else {
      subjects(relation.value().asText("The subject types of a relation"), subjects);
    }
    return new Source.Relation(
        relation.key(), Optional.empty(), new Source.Direct(relation.value().place()), subjects);
  }

  private static void subjects(Node.Scalar text, List<Source.Subject> subjects) {
    var tokens = new Tokens(new Scanner(text.content(), text.text()));
    var parser = new SubjectParser(tokens);
    do {
      subjects.add(parser.read());
    } while (tokens.take("|"));
    tokens.expectEnd();
  }

  private static List<Node.Entry> entries(Node.Mapping mapping, String key) {
    return mapping.find(key).map(node -> node.asMapping(key).entries()).orElse(List.of());
  }

  static void onlyKeys(Node.Mapping mapping, Set<String> known) {
    for (var entry : mapping.entries()) {
      if (!known.contains(entry.key().text())) {
        throw new SyntaxProblem(
            entry.key().place(),
            "'"
                + entry.key().text()
                + "' is not known here; known are "
                + String.join(", ", known.stream().sorted().toList()));
      }
    }
  }
}
