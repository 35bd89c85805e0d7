/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.authz.authzen.search;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.lumoauth.api.authz.DecisionRequest;
import org.lumoauth.api.relation.ResultSlice;
import org.lumoauth.authz.authzen.EvaluationSubject;

/** The target of a search: ids of one type. */
interface SearchCandidateSource {

  /** Returns the type. */
  String type();

  /** Returns the ids from relations, including {@code *} for all of the type. */
  ResultSlice<String> findRelated(SearchPageRequest page);

  /** Returns the ids from modules after the given one, in order. */
  List<String> listKnown(Optional<String> after, int limit);

  /** Returns those of the ids that {@link #findRelated} returns. */
  Set<String> filterRelated(List<String> ids);

  /** Returns the subject of the decision about an id. */
  EvaluationSubject party(String id);

  /** Returns the decision request about an id. */
  DecisionRequest question(String id);
}
