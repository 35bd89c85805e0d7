package org.lumoauth.authz.rebac;

import org.lumoauth.api.relation.RelationException;
import org.lumoauth.api.relation.RelationException.Kind;

/** Refusals that several services give. */
final class Refusals {
  private Refusals() {}

  static RelationException noStore() {
    return new RelationException(Kind.STORE_NOT_FOUND, "There is no such store.");
  }

  static RelationException noModel() {
    return new RelationException(Kind.NO_MODEL, "The store has no model yet.");
  }

  static RelationException modelNotFound() {
    return new RelationException(Kind.MODEL_NOT_FOUND, "The store has no such model.");
  }
}
