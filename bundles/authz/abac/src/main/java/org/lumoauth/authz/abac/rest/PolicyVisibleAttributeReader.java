/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.authz.abac.rest;

import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.lumoauth.api.directory.SubjectRef;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.authz.abac.attribute.AttributeCategory;
import org.lumoauth.authz.abac.attribute.BuiltInAttributeDefinitions;
import org.lumoauth.authz.abac.cache.DecisionAttributeLookupFactory;
import org.lumoauth.authz.abac.cache.PolicyCache;
import org.lumoauth.authz.abac.condition.AttributePath;

/** Lists every attribute of a subject that policies see. */
final class PolicyVisibleAttributeReader {

  private final PolicyCache policies;
  private final DecisionAttributeLookupFactory questions;

  PolicyVisibleAttributeReader(PolicyCache policies, DecisionAttributeLookupFactory questions) {
    this.policies = policies;
    this.questions = questions;
  }

  Map<String, Object> of(TenantContext tenant, SubjectRef subject) {
    var current = policies.of(tenant.id());
    var attributes = questions.of(tenant, subject, current);
    Map<String, Object> found = new TreeMap<>();
    var builtIn =
        BuiltInAttributeDefinitions.definitions().stream()
            .filter(each -> each.definition().type() == AttributeCategory.USER)
            .map(
                each ->
                    new AttributePath(AttributePath.AttributeRoot.USER, each.definition().slug()));
    var own =
        current.own().keySet().stream()
            .filter(path -> path.root() == AttributePath.AttributeRoot.USER);
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
