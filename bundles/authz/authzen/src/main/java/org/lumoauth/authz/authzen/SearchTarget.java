package org.lumoauth.authz.authzen;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.lumoauth.api.authz.DecisionRequest;
import org.lumoauth.api.relation.ResultSlice;

/** What is searched for: ids of one type. */
interface SearchTarget {

  /** The type. */
  String type();

  /** Ids that relations name, {@code *} among them if everybody is meant. */
  ResultSlice<String> findRelated(SearchPageRequest page);

  /** Ids that modules name, after one, in order. */
  List<String> listKnown(Optional<String> after, int limit);

  /** Those of the ids that {@link #findRelated} tells. */
  Set<String> filterRelated(List<String> ids);

  /** About whom is asked where this one is looked at. */
  SubjectContext party(String id);

  /** What a decision is asked about it. */
  DecisionRequest question(String id);
}
