package org.lumoauth.authz.authzen;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.lumoauth.api.authz.Question;
import org.lumoauth.api.relation.Slice;

/** What is searched for: ids of one type. */
interface Hunt {

  /** The type. */
  String type();

  /** Ids that relations name, {@code *} among them if everybody is meant. */
  Slice<String> related(PageWanted page);

  /** Ids that modules name, after one, in order. */
  List<String> known(Optional<String> after, int limit);

  /** Those of the ids that {@link #related} tells. */
  Set<String> told(List<String> ids);

  /** About whom is asked where this one is looked at. */
  Party party(String id);

  /** What a decision is asked about it. */
  Question question(String id);
}
