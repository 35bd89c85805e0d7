package org.lumoauth.authz.rebac.language;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.lumoauth.api.relation.RelationModelError;

/** What is wrong with a source, as it is found. */
final class ModelErrorCollector {

  private final List<RelationModelError> found = new ArrayList<>();

  void add(SourcePosition place, String code, String message) {
    if (found.size() < ModelSizeLimits.PROBLEMS) {
      found.add(new RelationModelError(place.file(), place.line(), place.column(), code, message));
    }
  }

  boolean isEmpty() {
    return found.isEmpty();
  }

  /** In the order of the text; files in the order of their names. */
  List<RelationModelError> inOrder() {
    return found.stream()
        .distinct()
        .sorted(
            Comparator.comparing(RelationModelError::file)
                .thenComparingInt(RelationModelError::line)
                .thenComparingInt(RelationModelError::column))
        .toList();
  }
}
