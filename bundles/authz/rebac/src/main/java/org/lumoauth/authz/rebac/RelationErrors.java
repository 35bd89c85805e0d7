package org.lumoauth.authz.rebac;

import org.lumoauth.api.relation.RelationException;
import org.lumoauth.api.relation.RelationException.RelationErrorKind;

/** Refusals that several services give. */
final class RelationErrors {
  private RelationErrors() {}

  static RelationException noStore() {
    return new RelationException(RelationErrorKind.STORE_NOT_FOUND, "There is no such store.");
  }

  static RelationException noModel() {
    return new RelationException(RelationErrorKind.NO_MODEL, "The store has no model yet.");
  }

  static RelationException modelNotFound() {
    return new RelationException(RelationErrorKind.MODEL_NOT_FOUND, "The store has no such model.");
  }
}
