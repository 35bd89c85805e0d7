package org.lumoauth.authz.rebac.language;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.lumoauth.api.relation.ModelError;

/** What is wrong with a source, as it is found. */
final class Problems {

  private final List<ModelError> found = new ArrayList<>();

  void add(Place place, String code, String message) {
    if (found.size() < Bounds.PROBLEMS) {
      found.add(new ModelError(place.file(), place.line(), place.column(), code, message));
    }
  }

  boolean none() {
    return found.isEmpty();
  }

  /** In the order of the text; files in the order of their names. */
  List<ModelError> inOrder() {
    return found.stream()
        .distinct()
        .sorted(
            Comparator.comparing(ModelError::file)
                .thenComparingInt(ModelError::line)
                .thenComparingInt(ModelError::column))
        .toList();
  }
}
