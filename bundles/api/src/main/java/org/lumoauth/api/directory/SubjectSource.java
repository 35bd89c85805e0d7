package org.lumoauth.api.directory;

import org.lumoauth.api.tenant.TenantContext;

/**
 * Extension point: where subjects of one type are kept. Registered with {@code
 * lumoauth.kind=subject-source} and {@code lumoauth.name} = the subject type. Asked on every
 * request, so it answers from memory, and a change is seen by the next call.
 */
public interface SubjectSource {

  /** Whether this subject may act now. */
  SubjectStatus status(TenantContext tenant, SubjectRef subject);

  /** A name for people, for audit records and pages; the identifier where there is none. */
  String displayName(TenantContext tenant, SubjectRef subject);
}
