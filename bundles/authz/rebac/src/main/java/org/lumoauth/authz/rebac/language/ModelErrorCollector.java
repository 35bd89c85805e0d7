/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.authz.rebac.language;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.lumoauth.api.relation.model.RelationModelError;

/** Collects the errors of a source. */
public final class ModelErrorCollector {

  private final List<RelationModelError> found = new ArrayList<>();

  public void add(SourcePosition place, String code, String message) {
    if (found.size() < ModelSizeLimits.PROBLEMS) {
      found.add(new RelationModelError(place.file(), place.line(), place.column(), code, message));
    }
  }

  boolean isEmpty() {
    return found.isEmpty();
  }

  /** Returns the errors in the order of the text, with files sorted by name. */
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
