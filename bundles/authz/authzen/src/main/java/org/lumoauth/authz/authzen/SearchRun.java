package org.lumoauth.authz.authzen;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.lumoauth.api.authz.Question;
import org.lumoauth.api.relation.RelationSubject;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.authz.authzen.Desk.Judgement;

/**
 * One request of a search: first what relations name, then what else modules can name. Each is
 * decided about; what is not decided in time is looked at again by the next request.
 */
final class SearchRun {

  /** As many are looked at for one request, whoever of them is found. */
  static final int MOST = 500;

  private final Desk desk;
  private final TenantContext tenant;
  private final Hunt hunt;
  private final List<Map<String, String>> results = new ArrayList<>();

  /** Whether a candidate was left out because nothing could be decided about it. */
  private boolean undecided;

  SearchRun(Desk desk, TenantContext tenant, Hunt hunt) {
    this.desk = desk;
    this.tenant = tenant;
    this.hunt = hunt;
  }

  Results page(PageWanted page) {
    var place = page.token().flatMap(SearchPlace::read);
    if (place.isPresent()) {
      return known(place.get(), page.limit(), true);
    }
    var found = hunt.related(page);
    boolean everybody = found.items().contains(RelationSubject.WILDCARD);
    if (everybody && page.token().isEmpty() && !hunt.known(Optional.empty(), 1).isEmpty()) {
      return known(SearchPlace.EVERYBODY, page.limit(), true);
    }
    // Where everybody cannot be named, it is told that there are more.
    var named = found.items().stream().filter(id -> !id.equals(RelationSubject.WILDCARD)).toList();
    permitted(named, desk.judgedInTime(tenant, questions(named), parties(named)))
        .forEach(this::add);
    boolean complete = found.complete() && !everybody;
    return found.next().isPresent()
        ? Results.of(results, found.next(), false)
        : known(SearchPlace.OTHERS, page.limit(), complete);
  }

  private Results known(SearchPlace from, int limit, boolean complete) {
    if (results.size() >= limit) {
      return Results.of(results, Optional.of(from.token()), false);
    }
    var ids = hunt.known(from.after(), MOST);
    var judged = desk.judged(tenant, questions(ids), parties(ids));
    var permitted = permitted(ids, judged);
    var told = from.all() ? Set.<String>of() : hunt.told(permitted);
    for (int i = 0; i < ids.size(); i++) {
      if (judged.get(i) == Judgement.LATE) {
        if (i == 0) {
          throw Desk.tooSlow();
        }
        return Results.of(results, Optional.of(from.after(ids.get(i - 1)).token()), false);
      }
      if (judged.get(i) == Judgement.PERMITTED && !told.contains(ids.get(i))) {
        add(ids.get(i));
        if (results.size() == limit && i + 1 < ids.size()) {
          return Results.of(results, Optional.of(from.after(ids.get(i)).token()), false);
        }
      }
    }
    return ids.size() < MOST
        ? Results.of(results, Optional.empty(), complete && !undecided)
        : Results.of(results, Optional.of(from.after(ids.get(MOST - 1)).token()), false);
  }

  private List<String> permitted(List<String> ids, List<Judgement> judged) {
    var permitted = new ArrayList<String>();
    for (int i = 0; i < ids.size(); i++) {
      undecided |= judged.get(i) == Judgement.UNDECIDED;
      if (judged.get(i) == Judgement.PERMITTED) {
        permitted.add(ids.get(i));
      }
    }
    return permitted;
  }

  private List<Question> questions(List<String> ids) {
    return ids.stream().map(hunt::question).toList();
  }

  private List<Party> parties(List<String> ids) {
    return ids.stream().map(hunt::party).toList();
  }

  private void add(String id) {
    results.add(Map.of("type", hunt.type(), "id", id));
  }
}
