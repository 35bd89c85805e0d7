package org.lumoauth.authz.rebac.index;

import java.security.SecureRandom;
import org.lumoauth.api.relation.ObjectRef;
import org.lumoauth.api.relation.RelationSubject;

/**
 * An object and one of its relations, as {@code document:1#viewer}; or an object alone, whose
 * relation is then the empty string. Its hash is kept, since it is looked up far more often than it
 * is made.
 */
public final class Userset implements TupleEdge {

  /** Another in each process: who may name objects can't choose names that fall together. */
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

  /** An object's relation. */
  public static Userset of(ObjectRef object, String relation) {
    return new Userset(object.type(), object.id(), relation);
  }

  /** A subject. */
  public static Userset of(RelationSubject subject) {
    return new Userset(subject.type(), subject.id(), subject.relation().orElse(""));
  }

  /** The object's type. */
  public String type() {
    return type;
  }

  /** The object's id. */
  public String id() {
    return id;
  }

  /** The relation; empty for an object alone. */
  public String relation() {
    return relation;
  }

  /** Whether it is a relation of an object, and not an object alone. */
  public boolean isUserset() {
    return !relation.isEmpty();
  }

  /** Whether it stands for every object of its type. */
  public boolean isWildcard() {
    return relation.isEmpty() && id.equals(RelationSubject.WILDCARD);
  }

  /** The same as a subject. */
  public RelationSubject subject() {
    return isUserset() ? RelationSubject.userset(type, id, relation) : RelationSubject.of(type, id);
  }

  private static long hash(long start, String text) {
    long mixed = start;
    for (int i = 0; i < text.length(); i++) {
      mixed = (mixed ^ text.charAt(i)) * SEED;
      mixed ^= mixed >>> 29;
    }
    mixed *= 0x9e3779b97f4a7c15L; // an end that no character is
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
