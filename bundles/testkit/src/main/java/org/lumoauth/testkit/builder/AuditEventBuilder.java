/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.testkit.builder;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.lumoauth.api.audit.AuditEvent;
import org.lumoauth.api.directory.SubjectRef;

/** Builds an {@link AuditEvent}. */
public record AuditEventBuilder(
    String action,
    AuditEvent.AuditOutcome outcome,
    SubjectRef actor,
    List<SubjectRef> onBehalfOf,
    Map<String, Object> details) {

  static AuditEventBuilder success() {
    return new AuditEventBuilder(
        "role.created",
        AuditEvent.AuditOutcome.SUCCESS,
        TestBuilders.aUserRef(),
        List.of(),
        Map.of());
  }

  public AuditEventBuilder of(String newAction) {
    return new AuditEventBuilder(newAction, outcome, actor, onBehalfOf, details);
  }

  public AuditEventBuilder withOutcome(AuditEvent.AuditOutcome how) {
    return new AuditEventBuilder(action, how, actor, onBehalfOf, details);
  }

  public AuditEventBuilder by(SubjectRef who) {
    return new AuditEventBuilder(action, outcome, who, onBehalfOf, details);
  }

  public AuditEventBuilder onBehalfOf(SubjectRef... whom) {
    return new AuditEventBuilder(action, outcome, actor, List.of(whom), details);
  }

  public AuditEventBuilder with(String name, Object value) {
    var more = new HashMap<>(details);
    more.put(name, value);
    return new AuditEventBuilder(action, outcome, actor, onBehalfOf, Map.copyOf(more));
  }

  public AuditEvent build() {
    return new AuditEvent(
        action,
        outcome,
        actor,
        onBehalfOf,
        Optional.of(
            new AuditEvent.AuditTarget(
                "role", "rol_" + DeterministicUlidFactory.of("role"), Optional.of("Reader"))),
        "A role was created.",
        Optional.of(
            new AuditEvent.RequestInfo(
                "req-1", "192.0.2.7", Optional.of("curl/8.5.0"), Optional.empty())),
        details);
  }
}
