/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.authz.rebac.model;

import java.util.List;
import org.lumoauth.api.relation.model.RelationModelError;
import org.lumoauth.api.relation.model.RelationModelSourceFiles;

/** Compiles model sources. Registered as a service for use in this bundle. */
public interface ModelCompiler {

  /**
   * The result of a compilation.
   *
   * @param model the model; null if there are errors
   * @param json the model in canonical OpenFGA JSON; null if there are errors
   * @param errors the errors in the order of the text
   */
  record ModelCompilation(RelationModel model, String json, List<RelationModelError> errors) {
    public ModelCompilation {
      errors = List.copyOf(errors);
    }
  }

  /** Parses and validates a source. Errors in the source are returned, never thrown. */
  ModelCompilation compile(RelationModelSourceFiles source);

  /** Parses the JSON form that {@link #compile} returned. */
  RelationModel read(String json);
}
