package org.lumoauth.authz.rebac;

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
import org.lumoauth.authz.rebac.engine.EvaluationContext;
import org.lumoauth.authz.rebac.engine.MembershipCheck;
import org.lumoauth.authz.rebac.engine.NameOrder;
import org.lumoauth.authz.rebac.engine.ObjectCandidates;
import org.lumoauth.authz.rebac.engine.SubjectCandidates;
import org.lumoauth.authz.rebac.index.Userset;
import org.lumoauth.authz.rebac.store.RelationStoreKey;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Lists what a check says yes to: candidates in the order of their ids, each checked. */
@Component(service = RelationListingService.class)
public final class RelationListingService {

  private static final int MOST = 10_000;
  private static final int MOST_EXCEPT = 10_000;

  /**
   * How much to list.
   *
   * @param limit how many at most
   * @param after the token of the slice before
   * @param skipsUndecided see {@link org.lumoauth.api.relation.RelationQueryContext#skipsUndecided}
   */
  record ListingExtent(int limit, Optional<String> after, boolean skipsUndecided) {

    /** Whether a candidate is in the list; empty if that is unknown, and the list goes on. */
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

  @Activate
  public RelationListingService(@Reference SignedTokenCodec tokens) {
    this.tokens = tokens;
  }

  ResultSlice<ObjectRef> objects(
      RelationStoreKey key,
      EvaluationContext setting,
      String type,
      String relation,
      Userset subject,
      ListingExtent extent) {
    var checks = new MembershipCheck(setting).forSubject(subject);
    var candidates = new ObjectCandidates(setting, type, relation).of(subject);
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
    var candidates = new SubjectCandidates(setting, filter.type(), relation).of(node);
    Predicate<String> holds =
        id -> {
          var subject = new Userset(filter.type(), id, relation);
          return new MembershipCheck(setting).forSubject(subject).isIn(node);
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

  /** Those who are left out of everyone. */
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
              RelationErrorKind.LIMIT_EXCEEDED, "Everyone is meant but for more than can be told.");
        }
        except.add(RelationSubject.of(filter.type(), id));
      }
    }
    return except;
  }

  /** Goes through the candidates for as long as there is time; what is left is told. */
  private <T> ResultSlice<T> filtered(
      RelationStoreKey key,
      EvaluationContext setting,
      List<String> list,
      Collection<String> candidates,
      Predicate<String> holds,
      Function<String, T> item,
      ListingExtent extent) {
    SlicePaging.requireLimit(extent.limit(), MOST);
    String use = String.join("\n", list); // names have no line breaks
    var last = extent.after().map(token -> tokens.read(key, use, token, 1).get(0));
    var items = new ArrayList<T>();
    boolean complete = true;
    Optional<String> done = last;
    for (String id : candidates) {
      if (last.isPresent() && NameOrder.ORDER.compare(id, last.get()) <= 0) {
        continue;
      }
      boolean progress = done != last;
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

  /** What was found until now, and a token to go on after the last that was looked at. */
  private <T> ResultSlice<T> cut(
      RelationStoreKey key, String use, List<T> items, Optional<String> done) {
    return new ResultSlice<>(
        items, false, Optional.of(tokens.write(key, use, List.of(done.orElseThrow()))));
  }
}
