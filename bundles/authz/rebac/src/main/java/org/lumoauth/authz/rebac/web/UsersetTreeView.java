/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.authz.rebac.web;

import java.util.List;
import java.util.stream.Stream;
import org.lumoauth.api.relation.RelationSubject;
import org.lumoauth.api.relation.UsersetTree;

/**
 * The subjects of a relation as a tree.
 *
 * @param type {@code union}, {@code intersection}, {@code exclusion} (the first child without the
 *     second) or {@code leaf}
 * @param subjects the subjects of a leaf: subjects of tuples, or usersets
 */
record UsersetTreeView(
    String type,
    String object,
    String relation,
    List<UsersetTreeView> children,
    List<String> subjects) {

  static UsersetTreeView of(UsersetTree tree) {
    int hash = tree.name().lastIndexOf('#');
    String object = hash < 0 ? tree.name() : tree.name().substring(0, hash);
    String relation = hash < 0 ? "" : tree.name().substring(hash + 1);
    return switch (tree.kind()) {
      case UNION -> node("union", object, relation, tree);
      case INTERSECTION -> node("intersection", object, relation, tree);
      case EXCLUSION -> node("exclusion", object, relation, tree);
      case DIRECT, COMPUTED, TUPLE_TO_USERSET ->
          new UsersetTreeView("leaf", object, relation, List.of(), subjects(tree));
    };
  }

  private static UsersetTreeView node(
      String type, String object, String relation, UsersetTree tree) {
    return new UsersetTreeView(
        type,
        object,
        relation,
        tree.children().stream().map(UsersetTreeView::of).toList(),
        List.of());
  }

  private static List<String> subjects(UsersetTree tree) {
    return Stream.of(
            tree.subjects().stream().map(RelationSubject::toString),
            tree.computed().stream(),
            tree.tuplesetComputed().stream())
        .flatMap(each -> each)
        .toList();
  }
}
