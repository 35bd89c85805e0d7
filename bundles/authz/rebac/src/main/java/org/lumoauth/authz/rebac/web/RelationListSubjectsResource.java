/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.authz.rebac.web;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import java.util.Optional;
import javax.servlet.http.HttpServletRequest;
import javax.ws.rs.Consumes;
import javax.ws.rs.POST;
import javax.ws.rs.Path;
import javax.ws.rs.Produces;
import javax.ws.rs.core.Context;
import javax.ws.rs.core.MediaType;
import org.lumoauth.api.relation.RelationQueryService;
import org.lumoauth.api.relation.RelationStoreService;
import org.lumoauth.api.relation.RelationSubject;
import org.lumoauth.api.relation.RelationSubjectFilter;
import org.lumoauth.api.web.LargeRequestBody;
import org.lumoauth.api.web.RequiresAuthentication;
import org.lumoauth.platform.web.HttpExchange;
import org.lumoauth.platform.web.rest.OperationSummary;

/** Serves {@code ~/zanzibar/list-subjects}. */
@Path("zanzibar/list-subjects")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@LargeRequestBody
public final class RelationListSubjectsResource {

  /**
   * The response with the found subjects.
   *
   * @param except the subjects without the relation, if a wildcard was found
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record SubjectListResponse(
      List<String> subjects, List<String> except, boolean complete, String next) {}

  private final RelationStoreService stores;
  private final RelationQueryService queries;

  RelationListSubjectsResource(RelationStoreService stores, RelationQueryService queries) {
    this.stores = stores;
    this.queries = queries;
  }

  @POST
  @RequiresAuthentication
  @OperationSummary("List the subjects of a type that have a relation to an object")
  public SubjectListResponse list(@Context HttpServletRequest request, RelationQueryBody body) {
    var exchange = HttpExchange.of(request);
    RelationQueryGuard.requireCheckPermission(exchange);
    var tenant = exchange.tenant();
    var filter =
        new RelationSubjectFilter(
            ObjectAndSubjectTextParser.required(
                ObjectAndSubjectTextParser.first(body.subjectType(), body.userType()),
                "`subject_type` is required."),
            Optional.ofNullable(ObjectAndSubjectTextParser.first(body.subjectRelation())));
    return RelationExceptionConverter.run(
        () -> {
          var subjects =
              queries.listSubjects(
                  tenant,
                  stores.defaultStore(tenant).id(),
                  body.objectRef(),
                  body.relationName(),
                  filter,
                  body.queryContext(),
                  RelationPageParameterParser.of(body.limit()),
                  RelationPageParameterParser.after(body.after()));
          return new SubjectListResponse(
              texts(subjects.found().items()),
              texts(subjects.except()),
              subjects.found().complete(),
              subjects.found().next().orElse(null));
        });
  }

  private static List<String> texts(List<RelationSubject> subjects) {
    return subjects.stream().map(RelationSubject::toString).toList();
  }
}
