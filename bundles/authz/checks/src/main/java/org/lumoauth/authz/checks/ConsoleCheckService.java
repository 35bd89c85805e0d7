/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.authz.checks;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.lumoauth.api.authz.Decision;
import org.lumoauth.api.directory.SubjectRef;
import org.lumoauth.api.tenant.TenantRegistry;
import org.lumoauth.api.web.ApiException;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Runs checks for the console commands. */
@Component(service = ConsoleCheckService.class)
public final class ConsoleCheckService {

  private final TenantRegistry tenants;
  private final PermissionDecisionService decisions;

  @Activate
  public ConsoleCheckService(
      @Reference TenantRegistry tenants, @Reference PermissionDecisionService decisions) {
    this.tenants = tenants;
    this.decisions = decisions;
  }

  /**
   * A check in the form of console arguments.
   *
   * @param tenant the tenant's slug
   * @param subject {@code type:id}
   * @param actors each {@code type:id}
   * @param permission the permission
   * @param resource {@code type:id}, or null
   * @param attributes each {@code name=value}
   * @param context each {@code name=value}
   */
  public record ConsoleCheckRequest(
      String tenant,
      String subject,
      List<String> actors,
      String permission,
      String resource,
      List<String> attributes,
      List<String> context) {}

  /**
   * Decides the check.
   *
   * @throws ApiException if the arguments are invalid
   */
  public Decision decide(ConsoleCheckRequest typed) {
    var tenant =
        tenants
            .findActive(typed.tenant())
            .orElseThrow(
                () ->
                    ApiException.notFound(
                        "No enabled tenant has the slug " + typed.tenant() + "."));
    var actors = typed.actors().stream().map(ConsoleCheckService::subject).toList();
    if (actors.size() > CheckSubjectResolver.MAX_ACTORS) {
      throw PermissionCheckErrorFactory.missingFields(
          "At most " + CheckSubjectResolver.MAX_ACTORS + " actors are allowed.");
    }
    var asked = CheckSubject.other(subject(typed.subject()), actors);
    return decisions.decide(
        tenant, asked, RequestedPermissionParser.one(typed.permission()), about(typed));
  }

  private static CheckResourceContext about(ConsoleCheckRequest typed) {
    var attributes = ConsoleContextValueParser.read(typed.attributes());
    var context = ConsoleContextValueParser.read(typed.context());
    if (typed.resource() == null) {
      if (!attributes.isEmpty()) {
        throw PermissionCheckErrorFactory.missingFields("Attributes require a resource.");
      }
      return new CheckResourceContext(Optional.empty(), context);
    }
    var named = split(typed.resource(), "resource");
    return CheckResourceContext.of(
        new CheckResourceBody(named.getKey(), named.getValue(), attributes, null), context);
  }

  private static SubjectRef subject(String text) {
    var named = split(text, "subject");
    return CheckSubjectResolver.subject(named.getKey(), named.getValue());
  }

  private static Map.Entry<String, String> split(String text, String what) {
    int colon = text.indexOf(':');
    if (colon < 1 || colon == text.length() - 1) {
      throw PermissionCheckErrorFactory.missingFields(
          "The " + what + " must have the form type:id.");
    }
    return Map.entry(text.substring(0, colon), text.substring(colon + 1));
  }
}
