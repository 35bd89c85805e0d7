/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.authz.rebac.index;

import java.security.SecureRandom;
import org.lumoauth.api.relation.ObjectRef;
import org.lumoauth.api.relation.RelationSubject;

/**
 * An object and one of its relations, for example {@code document:1#viewer}, or an object alone,
 * with the empty string as relation. The hash is stored, because instances are looked up far more
 * often than created.
 */
public final class Userset implements TupleEdge {

  /** Random for each process, so that clients cannot choose names with colliding hashes. */
  private static final long SEED = new SecureRandom().nextLong() | 1;

  private final String type;
  private final String id;
  private final String relation;
  private final int hash;

  public Userset(String type, String id, String relation) {
    this.type = type;
    this.id = id;
    this.relation = relation;
    this.hash = (int) hash(hash(hash(SEED, type), relation), id);
  }

  /** Returns the userset of an object's relation. */
  public static Userset of(ObjectRef object, String relation) {
    return new Userset(object.type(), object.id(), relation);
  }

  /** Returns the userset of a subject. */
  public static Userset of(RelationSubject subject) {
    return new Userset(subject.type(), subject.id(), subject.relation().orElse(""));
  }

  /** Returns the type of the object. */
  public String type() {
    return type;
  }

  /** Returns the ID of the object. */
  public String id() {
    return id;
  }

  /** Returns the relation; empty for an object alone. */
  public String relation() {
    return relation;
  }

  /** Returns whether it has a relation. */
  public boolean isUserset() {
    return !relation.isEmpty();
  }

  /** Returns whether it represents all objects of its type. */
  public boolean isWildcard() {
    return relation.isEmpty() && id.equals(RelationSubject.WILDCARD);
  }

  /** Returns it as a subject. */
  public RelationSubject subject() {
    return isUserset() ? RelationSubject.userset(type, id, relation) : RelationSubject.of(type, id);
  }

  private static long hash(long start, String text) {
    long mixed = start;
    for (int i = 0; i < text.length(); i++) {
      mixed = (mixed ^ text.charAt(i)) * SEED;
      mixed ^= mixed >>> 29;
    }
    mixed *= 0x9e3779b97f4a7c15L; // A separator that differs from every character.
    return mixed ^ (mixed >>> 32);
  }

  @Override
  public Userset key() {
    return this;
  }

  @Override
  public boolean equals(Object other) {
    return this == other
        || (other instanceof Userset that
            && hash == that.hash
            && id.equals(that.id)
            && relation.equals(that.relation)
            && type.equals(that.type));
  }

  @Override
  public int hashCode() {
    return hash;
  }

  @Override
  public String toString() {
    return isUserset() ? type + ":" + id + "#" + relation : type + ":" + id;
  }
}
