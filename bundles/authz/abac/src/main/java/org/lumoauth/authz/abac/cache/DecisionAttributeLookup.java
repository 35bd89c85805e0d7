/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.authz.abac.cache;

import java.time.Instant;
import java.util.Map;
import org.lumoauth.api.authz.DecisionRequest;
import org.lumoauth.api.directory.SubjectRef;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.authz.abac.condition.AttributeLookup;
import org.lumoauth.authz.abac.condition.AttributePath;
import org.lumoauth.authz.abac.policy.DecisionRequestTarget;

/**
 * The attributes of one decision request. Stored attributes have precedence over those of the
 * caller; user attributes from the caller are ignored.
 */
final class DecisionAttributeLookup implements AttributeLookup {

  private final TenantContext tenant;
  private final DecisionRequest question;
  private final DecisionRequestTarget target;
  private final Map<AttributePath, Object> own;
  private final UserAndResourceAttributeCache memory;
  private final Instant now;
  private UserAttributeFacts facts;

  DecisionAttributeLookup(
      TenantContext tenant,
      DecisionRequest question,
      Map<AttributePath, Object> own,
      UserAndResourceAttributeCache memory,
      Instant now) {
    this.tenant = tenant;
    this.question = question;
    this.target = DecisionRequestTarget.of(question);
    this.own = own;
    this.memory = memory;
    this.now = now;
  }

  @Override
  public String action() {
    return question.action();
  }

  @Override
  public Object value(AttributePath path) {
    return switch (path.root()) {
      case USER -> user(path);
      case RESOURCE -> resource(path);
      case ENVIRONMENT -> environment(path);
    };
  }

  private Object user(AttributePath path) {
    var subject = question.subject();
    switch (path.name()) {
      case "id":
        return subject.id();
      case "type":
        return subject.type();
      case "tenantId":
        return tenant.id();
      case "orgId":
        return tenant.slug();
      default:
        if (!subject.type().equals(SubjectRef.USER)) {
          return null; // agents and clients have no user attributes
        }
        return ofAccount(path, facts());
    }
  }

  /** Returns the facts, loaded once; a request is decided in one thread. */
  private UserAttributeFacts facts() {
    if (facts == null) {
      facts = memory.user(tenant, question.subject().id());
    }
    return facts;
  }

  /** Returns an attribute of the account. Defaults apply only to existing users. */
  private Object ofAccount(AttributePath path, UserAttributeFacts facts) {
    if (!own.containsKey(path)) {
      var trait = BuiltInUserAttributeResolver.trait(path).filter(own::containsKey);
      return trait.isPresent()
          ? ofAccount(trait.get(), facts)
          : BuiltInUserAttributeResolver.value(path.name(), facts);
    }
    var kept = facts.values().get().get(path.name());
    return kept != null || facts.user().get().isEmpty() ? kept : own.get(path);
  }

  private Object resource(AttributePath path) {
    switch (path.name()) {
      case "type":
        return target.resourceType().orElse(null);
      case "id":
        return question.resource().map(each -> each.id()).orElse(null);
      default:
        return otherwise(otherwise(kept(path), said(path)), own.get(path));
    }
  }

  private Object kept(AttributePath path) {
    var resource = question.resource().orElse(null);
    return resource == null || resource.id() == null || !own.containsKey(path)
        ? null
        : memory.resource(tenant, resource.type(), resource.id()).get(path.name());
  }

  private Object said(AttributePath path) {
    var said = question.resource().map(each -> each.attributes().get(path.name())).orElse(null);
    return otherwise(said, within("resource", path.name()));
  }

  private Object environment(AttributePath path) {
    var clock = EnvironmentTimeAttributeResolver.value(path.name(), now);
    if (clock != null) {
      return clock;
    }
    var said = otherwise(within("environment", path.name()), within("env", path.name()));
    return otherwise(otherwise(said, question.context().get(path.name())), own.get(path));
  }

  private Object within(String member, String name) {
    return question.context().get(member) instanceof Map<?, ?> map ? map.get(name) : null;
  }

  private static Object otherwise(Object value, Object fallback) {
    return value == null ? fallback : value;
  }
}
