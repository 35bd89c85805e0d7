/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.benchmarks.authz;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.lumoauth.api.relation.ObjectRef;
import org.lumoauth.api.relation.RelationSubject;
import org.lumoauth.api.relation.RelationTuple;
import org.lumoauth.api.relation.TupleCondition;
import org.lumoauth.api.relation.TupleKey;

/**
 * A company about which every engine answers the same questions: documents with owners (most of the
 * tuples), nested groups, a chain of folders, a group of all users, a banned person, a tuple with a
 * condition, and a person with access to a thousand documents.
 */
final class Scene {
  static final int DEPTH = 10;
  static final int WIDE = 10_000;
  static final int LISTED = 1_000;

  /** The model in OpenFGA's language. */
  static final String MODEL =
      """
      model
        schema 1.1
      type user
      type group
        relations
          define member: [user, group#member]
      type folder
        relations
          define parent: [folder]
          define viewer: [user, group#member] or viewer from parent
      type document
        relations
          define parent: [folder]
          define owner: [user]
          define banned: [user]
          define viewer: [user, user with in_office, group#member] or owner or viewer from parent
          define reader: viewer but not banned
      condition in_office(hour: int) {
        hour >= 8 && hour < 18
      }
      """;

  private final int size;
  private final int wide;
  private final int listed;

  /**
   * @param size the approximate number of tuples, besides those of the special shapes
   */
  Scene(int size) {
    this(size, WIDE, LISTED);
  }

  private Scene(int size, int wide, int listed) {
    this.size = size;
    this.wide = wide;
    this.listed = listed;
  }

  /** Returns a scene for one of many tenants, without wide groups. */
  static Scene small(int size) {
    return new Scene(size, 1, 1);
  }

  /** Passes the tuples in batches of this size. */
  void batches(int of, Consumer<List<RelationTuple>> taker) {
    var batch = new ArrayList<RelationTuple>(of);
    Consumer<RelationTuple> each =
        tuple -> {
          batch.add(tuple);
          if (batch.size() == of) {
            taker.accept(List.copyOf(batch));
            batch.clear();
          }
        };
    special(each);
    for (int i = 0; i < size; i++) {
      each.accept(tuple("document:" + i, "owner", "user:" + i % 10_000));
    }
    if (!batch.isEmpty()) {
      taker.accept(List.copyOf(batch));
    }
  }

  private void special(Consumer<RelationTuple> to) {
    to.accept(tuple("group:inner", "member", "user:nested"));
    to.accept(userset("group:middle", "member", "group:inner"));
    to.accept(userset("group:outer", "member", "group:middle"));
    to.accept(userset("document:nested", "viewer", "group:outer"));
    for (int i = 1; i <= DEPTH; i++) {
      to.accept(tuple("folder:" + i, "parent", "folder:" + (i - 1)));
    }
    to.accept(tuple("folder:0", "viewer", "user:top"));
    to.accept(tuple("document:deep", "parent", "folder:" + DEPTH));
    for (int i = 0; i < wide; i++) {
      to.accept(tuple("group:all", "member", "user:" + i));
    }
    to.accept(userset("document:wide", "viewer", "group:all"));
    to.accept(tuple("document:0", "banned", "user:9999"));
    to.accept(
        new RelationTuple(
            key("document:timed", "viewer", "user:1"),
            Optional.of(new TupleCondition("in_office", Map.of())),
            Optional.empty()));
    for (int i = 0; i < listed; i++) {
      to.accept(tuple("document:listed-" + i, "owner", "user:lister"));
    }
  }

  /**
   * Returns a question or a tuple's key, from texts such as {@code document:1} and {@code
   * user:anne}.
   */
  static TupleKey key(String object, String relation, String subject) {
    int at = subject.indexOf(':');
    return new TupleKey(
        object(object),
        relation,
        RelationSubject.of(subject.substring(0, at), subject.substring(at + 1)));
  }

  private static ObjectRef object(String text) {
    int at = text.indexOf(':');
    return new ObjectRef(text.substring(0, at), text.substring(at + 1));
  }

  private static RelationTuple tuple(String object, String relation, String subject) {
    return RelationTuple.of(key(object, relation, subject));
  }

  private static RelationTuple userset(String object, String relation, String group) {
    int at = group.indexOf(':');
    return RelationTuple.of(
        new TupleKey(
            object(object),
            relation,
            RelationSubject.userset(group.substring(0, at), group.substring(at + 1), "member")));
  }
}
