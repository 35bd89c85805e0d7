/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.authz.authzen.search;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import org.lumoauth.api.authz.DecisionRequest;
import org.lumoauth.api.authz.Resource;
import org.lumoauth.api.authz.SubjectPermissionProvider;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.authz.authzen.EvaluationAction;
import org.lumoauth.authz.authzen.EvaluationService;
import org.lumoauth.authz.authzen.EvaluationService.EvaluationOutcome;
import org.lumoauth.authz.authzen.EvaluationSubject;
import org.lumoauth.authz.authzen.JsonRequestMembers;
import org.lumoauth.support.encoding.CanonicalBase64UrlDecoder;

/**
 * Finds the actions that a subject may perform on a resource: of the subject's known permissions on
 * it and the relations of its type, those with a positive decision.
 */
final class ActionSearchService {

  /** Maximum number of candidate names of a search. */
  static final int MAX_CANDIDATES = 2_000;

  private final EvaluationService desk;
  private final TypeRelationNameReader relations;

  ActionSearchService(EvaluationService desk, TypeRelationNameReader relations) {
    this.desk = desk;
    this.relations = relations;
  }

  SearchResponse of(
      TenantContext tenant,
      EvaluationSubject party,
      Resource resource,
      Map<String, Object> context,
      SearchPageRequest page) {
    var names = candidates(tenant, party, resource);
    boolean all = names.size() <= MAX_CANDIDATES;
    var after = page.token().map(ActionSearchService::readable);
    var left = after.map(name -> names.tailSet(name, false)).orElse(names);
    var looked = left.stream().limit(Math.min(page.limit(), MAX_CANDIDATES)).toList();
    var judged = judged(tenant, party, resource, context, looked);
    var results = new ArrayList<Map<String, String>>();
    for (int i = 0; i < looked.size(); i++) {
      if (judged.get(i) == EvaluationOutcome.PERMITTED) {
        results.add(Map.of("name", looked.get(i)));
      }
    }
    boolean last = looked.size() == left.size();
    var next = last ? Optional.<String>empty() : Optional.of(opaque(looked.get(looked.size() - 1)));
    boolean decided = !judged.contains(EvaluationOutcome.UNDECIDED);
    return SearchResponse.of(results, next, last && all && decided);
  }

  private TreeSet<String> candidates(
      TenantContext tenant, EvaluationSubject party, Resource resource) {
    var names = new TreeSet<String>();
    var prefix = resource.type() + ".";
    if (desk.mayAct(tenant, party)) {
      desk
          .authorization()
          .permissions(
              tenant,
              new SubjectPermissionProvider.SubjectPermissionQuery(
                  party.subject(), MAX_CANDIDATES, Optional.of(resource)))
          .stream()
          .filter(each -> each.slug().startsWith(prefix))
          .filter(each -> each.slug().length() > prefix.length())
          .forEach(each -> names.add(shortName(each.slug(), prefix)));
      names.addAll(relations.of(tenant, resource.type()));
    }
    return names;
  }

  /** Returns the name that an evaluation maps to the same permission. */
  private static String shortName(String slug, String prefix) {
    var rest = slug.substring(prefix.length());
    return rest.indexOf('.') < 0 ? rest : slug;
  }

  private List<EvaluationOutcome> judged(
      TenantContext tenant,
      EvaluationSubject party,
      Resource resource,
      Map<String, Object> context,
      List<String> names) {
    var questions = new ArrayList<DecisionRequest>();
    var parties = new ArrayList<EvaluationSubject>();
    for (String name : names) {
      var permission = EvaluationAction.permission(name, resource.type());
      questions.add(party.question(permission, resource, context));
      parties.add(party);
    }
    return desk.evaluateAllInTime(tenant, questions, parties);
  }

  private static String opaque(String name) {
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(name.getBytes(StandardCharsets.UTF_8));
  }

  private static String readable(String token) {
    try {
      return new String(CanonicalBase64UrlDecoder.decode(token), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      throw JsonRequestMembers.refused(
          "`page.token` must be the `next_token` of the previous page of this search.");
    }
  }
}
