package org.lumoauth.authz.checks;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.lumoauth.api.authz.Decision;
import org.lumoauth.api.directory.SubjectRef;
import org.lumoauth.api.tenant.TenantRegistry;
import org.lumoauth.api.web.Problem;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Answers questions of the console. */
@Component(service = ConsoleQuestions.class)
public final class ConsoleQuestions {

  private final TenantRegistry tenants;
  private final Decisions decisions;

  @Activate
  public ConsoleQuestions(@Reference TenantRegistry tenants, @Reference Decisions decisions) {
    this.tenants = tenants;
    this.decisions = decisions;
  }

  /**
   * A question as it is typed.
   *
   * @param tenant the tenant's slug
   * @param subject {@code type:id}
   * @param actors each {@code type:id}
   * @param permission what
   * @param resource {@code type:id}, or null
   * @param attributes each {@code name=value}
   * @param context each {@code name=value}
   */
  public record Typed(
      String tenant,
      String subject,
      List<String> actors,
      String permission,
      String resource,
      List<String> attributes,
      List<String> context) {}

  /**
   * Decides.
   *
   * @throws Problem if the question is not one
   */
  public Decision decide(Typed typed) {
    var tenant =
        tenants
            .active(typed.tenant())
            .orElseThrow(
                () -> Problem.notFound("There is no enabled tenant " + typed.tenant() + "."));
    var actors = typed.actors().stream().map(ConsoleQuestions::subject).toList();
    if (actors.size() > WhoIsAsked.MAX_ACTORS) {
      throw Refusals.missingFields("At most " + WhoIsAsked.MAX_ACTORS + " actors.");
    }
    var asked = Asked.other(subject(typed.subject()), actors);
    return decisions.decide(tenant, asked, Permissions.one(typed.permission()), about(typed));
  }

  private static About about(Typed typed) {
    var attributes = Assignments.read(typed.attributes());
    var context = Assignments.read(typed.context());
    if (typed.resource() == null) {
      if (!attributes.isEmpty()) {
        throw Refusals.missingFields("Attributes need a resource.");
      }
      return new About(Optional.empty(), context);
    }
    var named = split(typed.resource(), "resource");
    return About.of(new ResourceBody(named.getKey(), named.getValue(), attributes, null), context);
  }

  private static SubjectRef subject(String text) {
    var named = split(text, "subject");
    return WhoIsAsked.subject(named.getKey(), named.getValue());
  }

  private static Map.Entry<String, String> split(String text, String what) {
    int colon = text.indexOf(':');
    if (colon < 1 || colon == text.length() - 1) {
      throw Refusals.missingFields("Write a " + what + " as type:id.");
    }
    return Map.entry(text.substring(0, colon), text.substring(colon + 1));
  }
}
