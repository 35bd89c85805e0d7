package org.lumoauth.authz.rebac.web;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.ArrayList;
import java.util.List;
import org.lumoauth.api.authz.Reason;
import org.lumoauth.api.relation.TupleKey;

/**
 * By which way a relation holds, in short.
 *
 * @param resolvedVia {@code direct} if a tuple says exactly what was asked, else {@code
 *     inheritance}
 * @param path the steps from what was asked to the tuple
 * @param depth how many
 */
record Resolution(@JsonProperty("resolved_via") String resolvedVia, List<String> path, int depth) {

  /** The first way down an explanation. */
  static Resolution of(Reason why, TupleKey question) {
    List<String> path = new ArrayList<>();
    Reason step = why;
    path.add(step.text());
    while (!step.because().isEmpty()) {
      step = step.because().get(0);
      path.add(step.text());
    }
    return new Resolution(path.size() == 1 ? "direct" : "inheritance", path, path.size());
  }
}
