/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.authz.rebac.oracle;

import java.util.Set;
import org.lumoauth.api.relation.ObjectRef;
import org.lumoauth.api.relation.RelationSubject;
import org.lumoauth.authz.rebac.model.UsersetRewrite;

/**
 * Says whether a rewrite gives a relation to a subject.
 *
 * @param facts the tuples
 * @param cell the relation
 * @param subject the subject
 * @param certain what it certainly has, as far as is known
 * @param possible what it possibly has, as far as is known
 */
record RewriteEvaluation(
    OracleFactTable facts,
    ObjectRelationCell cell,
    RelationSubject subject,
    Set<ObjectRelationCell> certain,
    Set<ObjectRelationCell> possible) {

  /**
   * @param sure whether it must be certain; otherwise being possible is enough
   * @param had what it has
   */
  boolean holds(UsersetRewrite rewrite, boolean sure, Set<ObjectRelationCell> had) {
    if (rewrite instanceof UsersetRewrite.DirectRewrite) {
      return facts.of(cell).stream()
          .filter(fact -> fact.certain() || !sure)
          .anyMatch(fact -> isMeant(fact.subject(), had));
    }
    if (rewrite instanceof UsersetRewrite.ComputedUsersetRewrite computed) {
      return had.contains(new ObjectRelationCell(cell.object(), computed.relation()));
    }
    if (rewrite instanceof UsersetRewrite.TupleToUsersetRewrite through) {
      return facts.of(new ObjectRelationCell(cell.object(), through.tupleset())).stream()
          .filter(fact -> fact.certain() || !sure)
          .anyMatch(fact -> had.contains(cellOf(fact.subject(), through.computed())));
    }
    if (rewrite instanceof UsersetRewrite.UnionRewrite union) {
      return union.of().stream().anyMatch(each -> holds(each, sure, had));
    }
    if (rewrite instanceof UsersetRewrite.IntersectionRewrite intersection) {
      return intersection.of().stream().allMatch(each -> holds(each, sure, had));
    }
    var exclusion = (UsersetRewrite.ExclusionRewrite) rewrite;
    // Certain is what is certainly in the base and not even possibly in what is subtracted.
    return holds(exclusion.base(), sure, had)
        && !holds(exclusion.subtract(), !sure, sure ? possible : certain);
  }

  private boolean isMeant(RelationSubject named, Set<ObjectRelationCell> had) {
    if (named.relation().isPresent()) {
      return named.equals(subject) || had.contains(cellOf(named, named.relation().get()));
    }
    return named.equals(subject)
        || named.isWildcard()
            && subject.relation().isEmpty()
            && named.type().equals(subject.type());
  }

  private static ObjectRelationCell cellOf(RelationSubject named, String relation) {
    return new ObjectRelationCell(new ObjectRef(named.type(), named.id()), relation);
  }
}
