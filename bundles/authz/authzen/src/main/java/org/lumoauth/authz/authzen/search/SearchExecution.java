/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.authz.authzen.search;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.lumoauth.api.authz.DecisionRequest;
import org.lumoauth.api.relation.RelationSubject;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.authz.authzen.EvaluationService;
import org.lumoauth.authz.authzen.EvaluationService.EvaluationOutcome;
import org.lumoauth.authz.authzen.EvaluationSubject;

/**
 * Executes one search request: first the candidates of relations, then those of other modules. A
 * decision is requested for each; candidates beyond the time limit are left to the next request.
 */
final class SearchExecution {

  /** Maximum number of candidates of one request, including those without a positive decision. */
  static final int MOST = 500;

  private final EvaluationService desk;
  private final TenantContext tenant;
  private final SearchCandidateSource hunt;
  private final List<Map<String, String>> results = new ArrayList<>();

  /** Whether a candidate was omitted because no decision was reached. */
  private boolean undecided;

  SearchExecution(EvaluationService desk, TenantContext tenant, SearchCandidateSource hunt) {
    this.desk = desk;
    this.tenant = tenant;
    this.hunt = hunt;
  }

  SearchResponse page(SearchPageRequest page) {
    var place = page.token().flatMap(SearchPageToken::read);
    if (place.isPresent()) {
      return known(place.get(), page.limit(), true);
    }
    var found = hunt.findRelated(page);
    boolean everybody = found.items().contains(RelationSubject.WILDCARD);
    if (everybody && page.token().isEmpty() && !hunt.listKnown(Optional.empty(), 1).isEmpty()) {
      return known(SearchPageToken.EVERYBODY, page.limit(), true);
    }
    // A wildcard cannot be listed, so the response states that it is incomplete.
    var named = found.items().stream().filter(id -> !id.equals(RelationSubject.WILDCARD)).toList();
    permitted(named, desk.evaluateAllInTime(tenant, questions(named), parties(named)))
        .forEach(this::add);
    boolean complete = found.complete() && !everybody;
    return found.next().isPresent()
        ? SearchResponse.of(results, found.next(), false)
        : known(SearchPageToken.OTHERS, page.limit(), complete);
  }

  private SearchResponse known(SearchPageToken from, int limit, boolean complete) {
    if (results.size() >= limit) {
      return SearchResponse.of(results, Optional.of(from.token()), false);
    }
    var ids = hunt.listKnown(from.after(), MOST);
    var judged = desk.evaluateAll(tenant, questions(ids), parties(ids));
    var permitted = permitted(ids, judged);
    var told = from.all() ? Set.<String>of() : hunt.filterRelated(permitted);
    for (int i = 0; i < ids.size(); i++) {
      if (judged.get(i) == EvaluationOutcome.LATE) {
        if (i == 0) {
          throw EvaluationService.tooSlow();
        }
        return SearchResponse.of(results, Optional.of(from.after(ids.get(i - 1)).token()), false);
      }
      if (judged.get(i) == EvaluationOutcome.PERMITTED && !told.contains(ids.get(i))) {
        add(ids.get(i));
        if (results.size() == limit && i + 1 < ids.size()) {
          return SearchResponse.of(results, Optional.of(from.after(ids.get(i)).token()), false);
        }
      }
    }
    return ids.size() < MOST
        ? SearchResponse.of(results, Optional.empty(), complete && !undecided)
        : SearchResponse.of(results, Optional.of(from.after(ids.get(MOST - 1)).token()), false);
  }

  private List<String> permitted(List<String> ids, List<EvaluationOutcome> judged) {
    var permitted = new ArrayList<String>();
    for (int i = 0; i < ids.size(); i++) {
      undecided |= judged.get(i) == EvaluationOutcome.UNDECIDED;
      if (judged.get(i) == EvaluationOutcome.PERMITTED) {
        permitted.add(ids.get(i));
      }
    }
    return permitted;
  }

  private List<DecisionRequest> questions(List<String> ids) {
    return ids.stream().map(hunt::question).toList();
  }

  private List<EvaluationSubject> parties(List<String> ids) {
    return ids.stream().map(hunt::party).toList();
  }

  private void add(String id) {
    results.add(Map.of("type", hunt.type(), "id", id));
  }
}
