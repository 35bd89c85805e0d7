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
import org.lumoauth.api.relation.RelationQueries;
import org.lumoauth.api.relation.RelationStores;
import org.lumoauth.api.relation.RelationSubject;
import org.lumoauth.api.relation.SubjectFilter;
import org.lumoauth.api.web.Authenticated;
import org.lumoauth.api.web.LargeBody;
import org.lumoauth.platform.web.Exchange;
import org.lumoauth.platform.web.Summary;

/** {@code ~/zanzibar/list-subjects}. */
@Path("zanzibar/list-subjects")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@LargeBody
public final class ListSubjectsResource {

  /**
   * Subjects that were found.
   *
   * @param except where a wildcard was found: those of the type who do not have the relation
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record Found(List<String> subjects, List<String> except, boolean complete, String next) {}

  private final RelationStores stores;
  private final RelationQueries queries;

  ListSubjectsResource(RelationStores stores, RelationQueries queries) {
    this.stores = stores;
    this.queries = queries;
  }

  @POST
  @Authenticated
  @Summary("List the subjects of a kind that have a relation to an object")
  public Found list(@Context HttpServletRequest request, QuestionBody body) {
    var exchange = Exchange.of(request);
    WhoMayAsk.anything(exchange);
    var tenant = exchange.tenant();
    var filter =
        new SubjectFilter(
            Names.required(
                Names.first(body.subjectType(), body.userType()), "Name the subject_type."),
            Optional.ofNullable(Names.first(body.subjectRelation())));
    return RelationProblems.run(
        () -> {
          var subjects =
              queries.listSubjects(
                  tenant,
                  stores.standard(tenant).id(),
                  body.objectRef(),
                  body.relationName(),
                  filter,
                  body.queryContext(),
                  Limits.of(body.limit()),
                  Limits.after(body.after()));
          return new Found(
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
