/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.authz.rebac.query;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import org.lumoauth.api.relation.ObjectRef;
import org.lumoauth.api.relation.RelationException;
import org.lumoauth.api.relation.RelationException.RelationErrorKind;
import org.lumoauth.api.relation.RelationQueryService.RelationSubjectList;
import org.lumoauth.api.relation.RelationSubject;
import org.lumoauth.api.relation.RelationSubjectFilter;
import org.lumoauth.api.relation.ResultSlice;
import org.lumoauth.authz.rebac.ResultSliceFactory;
import org.lumoauth.authz.rebac.SignedTokenCodec;
import org.lumoauth.authz.rebac.engine.EvaluationContext;
import org.lumoauth.authz.rebac.engine.MembershipEvaluator;
import org.lumoauth.authz.rebac.engine.ObjectCandidateFinder;
import org.lumoauth.authz.rebac.engine.SubjectCandidateFinder;
import org.lumoauth.authz.rebac.engine.Utf8NameComparator;
import org.lumoauth.authz.rebac.index.Userset;
import org.lumoauth.authz.rebac.store.RelationStoreKey;

/**
 * Lists the objects or subjects for which a check succeeds: candidates are checked in the order of
 * their IDs.
 */
final class RelationListingService {

  private static final int MOST = 10_000;
  private static final int MOST_EXCEPT = 10_000;

  /**
   * The extent of a listing.
   *
   * @param limit the maximum number of items
   * @param after the token of the previous slice
   * @param skipsUndecided see {@link org.lumoauth.api.relation.RelationQueryContext#skipsUndecided}
   */
  record ListingExtent(int limit, Optional<String> after, boolean skipsUndecided) {

    /**
     * Returns whether a candidate belongs to the list; empty if the result is unknown and the
     * listing continues.
     */
    Optional<Boolean> testCandidate(String id, Predicate<String> holds) {
      try {
        return Optional.of(holds.test(id));
      } catch (RelationException e) {
        if (skipsUndecided && e.kind() == RelationErrorKind.CONDITION_FAILED) {
          return Optional.empty();
        }
        throw e;
      }
    }
  }

  private final SignedTokenCodec tokens;

  RelationListingService(SignedTokenCodec tokens) {
    this.tokens = tokens;
  }

  ResultSlice<ObjectRef> objects(
      RelationStoreKey key,
      EvaluationContext setting,
      String type,
      String relation,
      Userset subject,
      ListingExtent extent) {
    var checks = new MembershipEvaluator(setting).forSubject(subject);
    var candidates = new ObjectCandidateFinder(setting, type, relation).of(subject);
    return filtered(
        key,
        setting,
        List.of("objects", type, relation, subject.toString()),
        candidates,
        id -> checks.isIn(new Userset(type, id, relation)),
        id -> new ObjectRef(type, id),
        extent);
  }

  RelationSubjectList subjects(
      RelationStoreKey key,
      EvaluationContext setting,
      Userset node,
      RelationSubjectFilter filter,
      ListingExtent extent) {
    String relation = filter.relation().orElse("");
    var candidates = new SubjectCandidateFinder(setting, filter.type(), relation).of(node);
    Predicate<String> holds =
        id -> {
          var subject = new Userset(filter.type(), id, relation);
          return new MembershipEvaluator(setting).forSubject(subject).isIn(node);
        };
    var found =
        filtered(
            key,
            setting,
            List.of("subjects", node.toString(), filter.type(), relation),
            candidates,
            holds,
            id -> new RelationSubject(filter.type(), id, filter.relation()),
            extent);
    boolean everyone = found.items().stream().anyMatch(RelationSubject::isWildcard);
    return new RelationSubjectList(
        found, everyone ? except(filter, candidates, holds, extent) : List.of());
  }

  /** Returns the subjects that are excluded from a wildcard. */
  private static List<RelationSubject> except(
      RelationSubjectFilter filter,
      Collection<String> candidates,
      Predicate<String> holds,
      ListingExtent extent) {
    var except = new ArrayList<RelationSubject>();
    for (String id : candidates) {
      if (!extent.testCandidate(id, holds).orElse(false)) {
        if (except.size() == MOST_EXCEPT) {
          throw new RelationException(
              RelationErrorKind.LIMIT_EXCEEDED,
              "The wildcard matches, but it has more than the "
                  + MOST_EXCEPT
                  + " exceptions that can be listed.");
        }
        except.add(RelationSubject.of(filter.type(), id));
      }
    }
    return except;
  }

  /** Checks the candidates until the time limit; the result says whether it is complete. */
  private <T> ResultSlice<T> filtered(
      RelationStoreKey key,
      EvaluationContext setting,
      List<String> list,
      Collection<String> candidates,
      Predicate<String> holds,
      Function<String, T> item,
      ListingExtent extent) {
    ResultSliceFactory.requireLimit(extent.limit(), MOST);
    String use = String.join("\n", list); // Names have no line breaks.
    var last = extent.after().map(token -> tokens.read(key, use, token, 1).get(0));
    var items = new ArrayList<T>();
    boolean complete = true;
    Optional<String> done = last;
    for (String id : candidates) {
      if (last.isPresent() && Utf8NameComparator.ORDER.compare(id, last.get()) <= 0) {
        continue;
      }
      boolean progress = !done.equals(last);
      if (items.size() == extent.limit() || (progress && setting.budget().isExhausted())) {
        return cut(key, use, items, done);
      }
      try {
        Optional<Boolean> decided = extent.testCandidate(id, holds);
        complete &= decided.isPresent();
        if (decided.orElse(false)) {
          items.add(item.apply(id));
        }
      } catch (RelationException e) {
        if (e.kind() == RelationErrorKind.DEADLINE && progress) {
          return cut(key, use, items, done);
        }
        throw e;
      }
      done = Optional.of(id);
    }
    return new ResultSlice<>(items, complete, Optional.empty());
  }

  /**
   * Returns the items found so far and a token to continue after the last candidate that was
   * checked.
   */
  private <T> ResultSlice<T> cut(
      RelationStoreKey key, String use, List<T> items, Optional<String> done) {
    return new ResultSlice<>(
        items, false, Optional.of(tokens.write(key, use, List.of(done.orElseThrow()))));
  }
}
