/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.agents.ssf.outbox;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.lumoauth.agents.ssf.event.AuditSecurityEventMapper;
import org.lumoauth.agents.ssf.event.SecurityEvent;
import org.lumoauth.agents.ssf.stream.EventStream;
import org.lumoauth.agents.ssf.subject.ReceiverSubjectIdentifierResolver;
import org.lumoauth.agents.ssf.subject.ReceiverSubjectIdentifiers;
import org.lumoauth.agents.ssf.subject.StreamSubjectStore;
import org.lumoauth.api.audit.AuditRecord;
import org.lumoauth.api.tenant.TenantContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Selects the events of audit records that a stream requested, for the subjects it wants. */
@Component(service = StreamEventSelector.class)
public final class StreamEventSelector {

  private final StreamSubjectStore subjects;
  private final ReceiverSubjectIdentifierResolver names;
  private final QueuedSecurityEventFactory claims;

  @Activate
  public StreamEventSelector(
      @Reference StreamSubjectStore subjects,
      @Reference ReceiverSubjectIdentifierResolver names,
      @Reference QueuedSecurityEventFactory claims) {
    this.subjects = subjects;
    this.names = names;
    this.claims = claims;
  }

  /** Returns the outbox entries of the records for a stream, in the order of the records. */
  List<SecurityEventOutbox.Entry> select(
      TenantContext tenant, EventStream stream, List<AuditRecord> records, Instant now) {
    List<SecurityEventOutbox.Entry> entries = new ArrayList<>();
    for (AuditRecord from : records) {
      if (from.sequence() <= stream.from()) {
        continue;
      }
      long order = SecurityEventOutbox.of(from.sequence());
      for (SecurityEvent signal : AuditSecurityEventMapper.of(from)) {
        Optional<QueuedSecurityEvent> event = event(tenant, stream, signal, now);
        if (event.isPresent()) {
          entries.add(new SecurityEventOutbox.Entry(stream, event.get(), order++, false, now));
        }
      }
    }
    return entries;
  }

  private Optional<QueuedSecurityEvent> event(
      TenantContext tenant, EventStream stream, SecurityEvent signal, Instant now) {
    boolean theirs = signal.onlyFor().map(stream.audience()::equals).orElse(true);
    if (!theirs || !stream.requested().contains(signal.type())) {
      return Optional.empty();
    }
    ReceiverSubjectIdentifiers subject =
        names.resolve(tenant, stream.audience(), signal.subject(), signal.address());
    boolean wanted =
        subjects
            .findPreference(tenant.id(), stream.id(), subject.hashes())
            .orElse(stream.everybody());
    if (!wanted) {
      return Optional.empty();
    }
    Optional<ReceiverSubjectIdentifiers> application =
        signal
            .application()
            .map(who -> names.resolve(tenant, stream.audience(), who, Optional.empty()));
    return Optional.of(claims.of(tenant, stream, signal, subject.claim(signal, application), now));
  }
}
