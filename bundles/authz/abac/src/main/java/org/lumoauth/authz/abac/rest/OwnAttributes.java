package org.lumoauth.authz.abac.rest;

import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.lumoauth.api.directory.SubjectRef;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.authz.abac.attribute.AttributeType;
import org.lumoauth.authz.abac.attribute.BuiltIn;
import org.lumoauth.authz.abac.condition.AttributePath;
import org.lumoauth.authz.abac.memory.PolicyMemory;
import org.lumoauth.authz.abac.memory.Questions;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Every attribute that policies see of a subject. */
@Component(service = OwnAttributes.class)
public final class OwnAttributes {

  private final PolicyMemory policies;
  private final Questions questions;

  @Activate
  public OwnAttributes(@Reference PolicyMemory policies, @Reference Questions questions) {
    this.policies = policies;
    this.questions = questions;
  }

  Map<String, Object> of(TenantContext tenant, SubjectRef subject) {
    var current = policies.of(tenant.id());
    var attributes = questions.of(tenant, subject, current);
    Map<String, Object> found = new TreeMap<>();
    var builtIn =
        BuiltIn.definitions().stream()
            .filter(each -> each.definition().type() == AttributeType.USER)
            .map(each -> new AttributePath(AttributePath.Root.USER, each.definition().slug()));
    var own =
        current.own().keySet().stream().filter(path -> path.root() == AttributePath.Root.USER);
    Stream.concat(builtIn, own)
        .forEach(
            path -> {
              var value = attributes.value(path);
              if (value != null) {
                found.put(path.name(), value);
              }
            });
    return found;
  }
}
