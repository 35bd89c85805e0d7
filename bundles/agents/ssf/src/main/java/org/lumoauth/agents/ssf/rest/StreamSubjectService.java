/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.agents.ssf.rest;

import java.time.Instant;
import org.lumoauth.agents.ssf.stream.EventStream;
import org.lumoauth.agents.ssf.subject.StreamSubjectStore;
import org.lumoauth.agents.ssf.subject.SubjectIdentifier;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.api.web.ApiException;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Stores the subjects that receivers add or remove. The existence of a subject is not checked: the
 * response is the same for unknown subjects, so that it does not disclose accounts (SSF section
 * 9.1).
 */
@Component(service = StreamSubjectService.class)
public final class StreamSubjectService {

  private static final int MOST_OF_STREAM = 50_000;

  private final StreamSubjectStore subjects;

  @Activate
  public StreamSubjectService(@Reference StreamSubjectStore subjects) {
    this.subjects = subjects;
  }

  void put(TenantContext tenant, EventStream stream, SubjectIdentifier subject, boolean added) {
    if (!subjects.put(
        tenant.id(), stream.id(), subject.hash(), added, MOST_OF_STREAM, Instant.now())) {
      throw new ApiException(
          409, "conflict", "A stream can have at most " + MOST_OF_STREAM + " subjects.");
    }
  }
}
