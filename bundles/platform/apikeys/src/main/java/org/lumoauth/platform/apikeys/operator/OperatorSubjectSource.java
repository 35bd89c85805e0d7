/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.apikeys.operator;

import org.lumoauth.api.directory.SubjectRef;
import org.lumoauth.api.directory.SubjectSource;
import org.lumoauth.api.directory.SubjectStatus;
import org.lumoauth.api.tenant.TenantContext;
import org.osgi.service.component.annotations.Component;

/** Provides the operator as a subject. */
@Component(property = {"lumoauth.kind=subject-source", "lumoauth.name=operator"})
public final class OperatorSubjectSource implements SubjectSource {

  @Override
  public SubjectStatus status(TenantContext tenant, SubjectRef subject) {
    return subject.equals(OperatorAuthenticator.OPERATOR)
        ? SubjectStatus.ENABLED
        : SubjectStatus.UNKNOWN;
  }

  @Override
  public String displayName(TenantContext tenant, SubjectRef subject) {
    return subject.equals(OperatorAuthenticator.OPERATOR)
        ? "Operator (" + subject.id() + ")"
        : subject.id();
  }
}
