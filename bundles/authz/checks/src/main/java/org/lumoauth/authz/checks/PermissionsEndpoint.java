package org.lumoauth.authz.checks;

import java.io.IOException;
import java.util.List;
import java.util.Set;
import javax.servlet.http.HttpServletRequest;
import org.lumoauth.api.authz.EffectivePermission;
import org.lumoauth.api.authz.SubjectPermissions;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.api.web.Problem;
import org.lumoauth.platform.web.Exchange;
import org.lumoauth.platform.web.HotEndpoint;
import org.lumoauth.platform.web.KnownQuery;
import org.lumoauth.platform.web.ListBody;
import org.lumoauth.platform.web.description.AnswersWith;
import org.lumoauth.platform.web.description.Member;
import org.lumoauth.platform.web.description.Refuses;
import org.lumoauth.platform.web.description.Takes;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * What the caller, or with {@code user_id} and {@code user_type} somebody else, may do; with {@code
 * resource_type} and {@code resource_id} on one resource.
 */
@Takes(
    as = Takes.As.QUERY,
    members = {
      @Member(PermissionsEndpoint.USER_TYPE),
      @Member(PermissionsEndpoint.USER_ID),
      @Member(PermissionsEndpoint.RESOURCE_TYPE),
      @Member(PermissionsEndpoint.RESOURCE_ID)
    })
@AnswersWith(Answers.Listed.class)
@Refuses({400, 422})
@Component(
    property = {
      "lumoauth.kind=web",
      "lumoauth.name=authz-permissions",
      HotEndpoint.SUMMARY + "=List a subject's effective permissions with where they come from",
      "lumoauth.web.routes=GET ~/authz/permissions",
      "lumoauth.web.routes=GET /api/v1/authz/permissions"
    })
public final class PermissionsEndpoint implements HotEndpoint {

  static final String USER_TYPE = "user_type";
  static final String USER_ID = "user_id";
  static final String RESOURCE_TYPE = "resource_type";
  static final String RESOURCE_ID = "resource_id";

  private static final Set<String> PARAMETERS =
      Set.of(USER_TYPE, USER_ID, RESOURCE_TYPE, RESOURCE_ID);
  private static final int LIMIT = 10_000;
  private static final int UNAVAILABLE = 503;

  private final Decisions decisions;

  @Activate
  public PermissionsEndpoint(@Reference Decisions decisions) {
    this.decisions = decisions;
  }

  @Override
  public void handle(Exchange exchange) throws IOException {
    KnownQuery.require(exchange, PARAMETERS);
    var query = exchange.request();
    var asked = WhoIsAsked.of(query.getParameter(USER_TYPE), query.getParameter(USER_ID), exchange);
    var listed =
        permissions(exchange.tenant(), asked, about(query)).stream()
            .map(
                each ->
                    new Answers.Permission(
                        each.slug(), each.description().orElse(null), each.source()))
            .toList();
    exchange.writeJson(
        200,
        new Answers.Listed(
            asked.subject().type(),
            asked.subject().id(),
            asked.userId(),
            listed,
            listed.size(),
            listed,
            ListBody.whole(listed).pagination()));
  }

  /** A resource where both its type and its id are given. */
  private static About about(HttpServletRequest query) {
    var type = query.getParameter(RESOURCE_TYPE);
    var id = query.getParameter(RESOURCE_ID);
    return type == null && id == null
        ? About.NOTHING
        : About.of(new ResourceBody(type, id, null, null), null);
  }

  /** What the subject has, less what the actors or the caller's credential do not allow. */
  private List<EffectivePermission> permissions(TenantContext tenant, Asked asked, About about) {
    if (!decisions.mayAct(tenant, asked)) {
      return List.of();
    }
    var known =
        decisions
            .authorization()
            .permissions(
                tenant, new SubjectPermissions.Query(asked.subject(), LIMIT, about.resource()));
    var slugs = known.stream().map(EffectivePermission::slug).distinct().toList();
    var several = decisions.several(tenant, asked, slugs, about);
    if (several.undecided() != null) { // a list that lacks some would pass for a whole one
      throw new Problem(
          UNAVAILABLE, "decision_too_slow", "The permissions could not be decided about in time.");
    }
    var permitted = several.each();
    return known.stream().filter(each -> permitted.get(each.slug())).toList();
  }
}
