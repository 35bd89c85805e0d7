/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.authz.rebac;

import org.lumoauth.api.relation.RelationException;
import org.lumoauth.api.relation.RelationException.RelationErrorKind;

/** Builds the errors that several services use. */
public final class RelationExceptionFactory {
  private RelationExceptionFactory() {}

  public static RelationException noStore() {
    return new RelationException(RelationErrorKind.STORE_NOT_FOUND, "The store does not exist.");
  }

  public static RelationException noModel() {
    return new RelationException(
        RelationErrorKind.NO_MODEL, "The store does not have a model yet. Create one first.");
  }

  public static RelationException modelNotFound() {
    return new RelationException(
        RelationErrorKind.MODEL_NOT_FOUND, "The model does not exist in this store.");
  }
}
