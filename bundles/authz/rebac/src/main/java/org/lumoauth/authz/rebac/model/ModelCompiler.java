package org.lumoauth.authz.rebac.model;

import java.util.List;
import org.lumoauth.api.relation.RelationModelError;
import org.lumoauth.api.relation.RelationModelSource;

/** Turns what an author writes into a model. Registered as a service inside of this bundle. */
public interface ModelCompiler {

  /**
   * What came of a source.
   *
   * @param model the model; null if there are errors
   * @param json the model in OpenFGA's JSON form, canonical; null if there are errors
   * @param errors what is wrong, in the order of the text
   */
  record ModelCompilation(RelationModel model, String json, List<RelationModelError> errors) {
    public ModelCompilation {
      errors = List.copyOf(errors);
    }
  }

  /** Parses and validates; never throws for what an author wrote. */
  ModelCompilation compile(RelationModelSource source);

  /** Reads the JSON form back that {@link #compile} gave. */
  RelationModel read(String json);
}
